import type { StatementView } from '../../../shared/contract/statements.ts';

/**
 * The version that came before a file's own, of the same kind and period; and whether the file itself has been superseded.
 *
 * @param files newest first
 */
export function versionBefore(
  file: StatementView,
  files: readonly StatementView[],
): { older: StatementView | null; superseded: boolean } {
  if (file.kind === null || file.period === null) return { older: null, superseded: false };
  const same = files.filter(({ kind, period }) => kind === file.kind && period === file.period);
  const batches = [...new Set(same.map(({ batch }) => batch))];
  const own = batches.indexOf(file.batch);
  const previous = batches[own + 1];
  return { older: same.find(({ batch }) => batch === previous) ?? null, superseded: own > 0 };
}
