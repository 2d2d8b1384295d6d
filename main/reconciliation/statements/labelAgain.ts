import { labelled } from './intake.ts';
import type { StatementsNeeds } from './types.ts';

const LATEST = 500;

/**
 * Looks again at files that came before anybody had said what their columns mean. What a person has said of a file itself
 * stays: its kind and its day.
 */
export async function labelAgain(needs: StatementsNeeds): Promise<void> {
  const latest = await needs.ledger.statements(needs.profile().id, null, LATEST);
  for (const { id, sha256, kind, format, period } of latest) {
    if (format !== null) continue;
    const label = await labelled(needs, needs.vault.pathOf(sha256));
    if (label.format === null) continue;
    await needs.ledger.labelStatement(id, { ...label, kind: kind ?? label.kind, period: period ?? label.period });
  }
}
