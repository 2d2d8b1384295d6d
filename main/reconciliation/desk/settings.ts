import { createHash } from 'node:crypto';
import {
  defaultReconciliationSettings,
  reconciliationSettingsSchema,
  type ReconciliationSettings,
} from '../../../shared/domain/reconciliationSettings.ts';
import type { Ledger } from '../../ledger/types.ts';

const keyOf = (profileId: string) => `reconciliation/${profileId}`;

/** What was saved, or the defaults; a file that was edited by hand into nonsense counts as not saved. */
export async function loadSettings(ledger: Ledger, profileId: string): Promise<ReconciliationSettings> {
  const text = await ledger.setting(keyOf(profileId));
  if (text === null) return defaultReconciliationSettings;
  try {
    const parsed = reconciliationSettingsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : defaultReconciliationSettings;
  } catch {
    return defaultReconciliationSettings;
  }
}

export function saveSettings(ledger: Ledger, profileId: string, settings: ReconciliationSettings): Promise<void> {
  return ledger.saveSetting(keyOf(profileId), JSON.stringify(settings));
}

/** Names the rules that a comparison went by: rates, expected statements and holidays, in a fixed order. */
export function ruleHash(settings: ReconciliationSettings, version: string): string {
  const { rates, expect, holidays } = settings;
  const ordered = [version, Object.entries(rates).toSorted(), expect.toSorted(), holidays.toSorted()];
  return createHash('sha256').update(JSON.stringify(ordered)).digest('hex').slice(0, 16);
}
