import { refundSettingsSchema, type RefundSettings } from '../../shared/contract/refunds.ts';
import type { Ledger } from '../ledger/types.ts';

/** The ledger's setting that holds them. */
const KEY = 'refunds';

/** Until the owner decides otherwise. */
export const defaultRefundSettings: RefundSettings = {
  reasons: ['商品退货', '缺货或少货', '价格有误', '重复付款', '顾客取消', '其他'],
  oldAfterDays: 7,
};

export async function loadRefundSettings(ledger: Ledger): Promise<RefundSettings> {
  const text = await ledger.setting(KEY);
  if (text === null) return defaultRefundSettings;
  try {
    return refundSettingsSchema.parse(JSON.parse(text));
  } catch {
    // Written by hand, or by a version that knew other ones.
    return defaultRefundSettings;
  }
}

export async function saveRefundSettings(ledger: Ledger, settings: RefundSettings): Promise<void> {
  await ledger.saveSetting(KEY, JSON.stringify(settings));
}
