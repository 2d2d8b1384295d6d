import { refundSettingsSchema, type RefundSettings } from '../../shared/contract/refunds.ts';
import { builtInReasons, reasonId } from '../../shared/i18n/refundReasons.ts';
import type { Ledger } from '../ledger/types.ts';

/** The ledger's setting that holds them. */
const KEY = 'refunds';

/** Until the owner decides otherwise. */
const defaultRefundSettings: RefundSettings = {
  reasons: [...builtInReasons],
  oldAfterDays: 7,
};

export async function loadRefundSettings(ledger: Ledger): Promise<RefundSettings> {
  const text = await ledger.setting(KEY);
  if (text === null) return defaultRefundSettings;
  try {
    return kept(refundSettingsSchema.parse(JSON.parse(text)));
  } catch {
    // Written by hand, or by a version that knew other ones.
    return defaultRefundSettings;
  }
}

export async function saveRefundSettings(ledger: Ledger, settings: RefundSettings): Promise<void> {
  await ledger.saveSetting(KEY, JSON.stringify(kept(settings)));
}

/** Built-in reasons as their ids, each once, whatever language they were typed or saved in. */
function kept({ reasons, oldAfterDays }: RefundSettings): RefundSettings {
  return { reasons: [...new Set(reasons.map(reasonId))], oldAfterDays };
}
