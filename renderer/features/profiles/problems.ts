import type { CredentialDraft, CredentialProblem, ProfileFields } from '../../../shared/contract/profiles.ts';

/** Not wrong, only not there yet: said quietly until someone tries to save. */
const missing: ReadonlySet<CredentialProblem> = new Set([
  'keyMissing',
  'huifuKeyMissing',
  'sysIdMissing',
  'productIdMissing',
  'huifuIdMissing',
]);

type Spot = keyof ProfileFields | 'privateKey' | 'huifuPublicKey' | 'other';
export type ProblemsBySpot = Partial<Record<Spot, CredentialProblem[]>>;

/**
 * Sorts a draft's problems to the place on the form where each is to be put right.
 *
 * @param all also those that only say that something is not there yet
 */
export function sortProblems(draft: CredentialDraft, all: boolean): ProblemsBySpot {
  const sorted: ProblemsBySpot = {};
  for (const { problem, field } of draft.problems) {
    if (!all && missing.has(problem)) continue;
    const spot =
      field in draft.fields || field === 'privateKey' || field === 'huifuPublicKey' ? (field as Spot) : 'other';
    (sorted[spot] ??= []).push(problem);
  }
  return sorted;
}
