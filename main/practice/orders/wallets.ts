import { fen, toYuan } from '../../../shared/domain/money.ts';
import type { Order } from '../store/orders.ts';
import { amountsOf, merchantShare } from './money.ts';

/** The first letter of a trade type tells the wallet everywhere (huifu-api.md §3.3.2). */
export type Wallet = 'T' | 'A' | 'U' | 'D';

export function walletOf(method: string | null): Wallet | null {
  const letter = method?.charAt(0);
  return letter === 'T' || letter === 'A' || letter === 'U' || letter === 'D' ? letter : null;
}

/** How the cashier's wallets are named when the merchant did not limit them. */
const cashierMethods: Readonly<Record<Wallet, string | null>> = { T: 'T_JSAPI', A: 'A_JSAPI', U: 'U_JSAPI', D: null };

/** The trade type by which an order is paid with this wallet; `null` when it cannot be. */
export function methodFor(order: Order, wallet: Wallet): string | null {
  if (order.family === 'scan') return walletOf(order.method) === wallet ? order.method : null;
  if (order.allowedMethods === '') return cashierMethods[wallet];
  return order.allowedMethods.split(',').find((method) => walletOf(method) === wallet) ?? null;
}

/** The wallets that may pay this order, in the cashier's order. */
export function walletsFor(order: Order): Wallet[] {
  return (['T', 'A', 'U', 'D'] as const).filter((wallet) => methodFor(order, wallet) !== null);
}

/**
 * The channel's own account of a paid order (huifu-api.md §3.6.2): which field, and the object in it. Whether it is
 * delivered as an object or as a JSON string is the caller's choice.
 */
export function channelResponse(order: Order): { field: string; value: Record<string, unknown> } | null {
  const { paid } = amountsOf(order);
  const coupon = toYuan(order.coupon);
  switch (walletOf(order.method)) {
    case 'T':
      return {
        field: 'wx_response',
        value: {
          bank_type: 'OTHERS',
          cash_fee: toYuan(paid),
          coupon_fee: coupon,
          openid: 'oPractice_+/z=0001',
          sub_appid: 'wx0000000000000001',
          sub_openid: 'oPracticeSub_0001',
          ...(order.coupon > 0 && { promotion_detail: [promotion(order)] }),
        },
      };
    case 'A':
      return {
        field: 'alipay_response',
        value: {
          buyer_id: '2088000000000001',
          buyer_logon_id: '138****0001',
          fund_bill_list: [{ amount: toYuan(paid), fund_channel: 'ALIPAYACCOUNT', fund_type: 'DEBIT_CARD' }],
          ...(order.coupon > 0 && {
            voucher_detail_list: [{ amount: coupon, id: '2026000100000001', name: '练习优惠券' }],
          }),
        },
      };
    case 'U':
      return { field: 'unionpay_response', value: { acc_no: '6222****0001', coupon_info: [] } };
    case 'D':
      return { field: 'dc_response', value: { digital_bank_no: '01002' } };
    case null:
      return null;
  }
}

function promotion(order: Order): Record<string, unknown> {
  const merchant = merchantShare(order.coupon);
  return {
    amount: toYuan(order.coupon),
    merchant_contribute: toYuan(merchant),
    name: '练习优惠券',
    promotion_id: '10001',
    scope: 'GLOBAL',
    type: 'COUPON',
    wxpay_contribute: toYuan(fen(order.coupon - merchant)),
  };
}
