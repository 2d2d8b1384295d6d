import { saveSettings } from './settings.ts';
import { newNumber } from './turns.ts';
import type { StatementsNeeds } from './types.ts';

/**
 * Asks whether statements are opened, and remembers it. Counts towards no limit, and its answer tells what time it is at Huifu.
 * `opened` is `null` where the answer does not say, or there was none.
 */
export async function askSwitch(needs: StatementsNeeds): Promise<{ answered: boolean; opened: boolean | null }> {
  const gateway = await needs.gateway();
  if (!gateway.ok) return { answered: false, opened: null };
  const { outcome, refusal } = await gateway.data.queryStatementSwitch(newNumber(needs));
  needs.saw(outcome);
  const opened = refusal === 'notOpened' ? false : outcome.kind === 'accepted' ? outcome.value.opened : null;
  if (opened !== null) await saveSettings(needs, { notOpened: !opened });
  return { answered: outcome.kind === 'accepted' || refusal !== null, opened };
}
