import type { TradeType } from '../../gateway/types.ts';
import { deviceIpOf } from './settings.ts';
import { mapOutcome, type Way, type WayGround } from './types.ts';

const tradeTypes = {
  wechat: 'T_NATIVE',
  alipay: 'A_NATIVE',
  unionpay: 'U_NATIVE',
  ecny: 'D_NATIVE',
} as const satisfies Record<string, TradeType>;

export type QrWallet = keyof typeof tradeTypes;

/** A QR code of one wallet, made for this payment alone (huifu-api.md §3.3). */
export function qrWay(wallet: QrWallet, { settings }: WayGround): Way {
  return {
    way: 'qr',
    method: wallet,
    async place(gateway, order) {
      const outcome = await gateway.createAggregatedPayment({
        ...order,
        tradeType: tradeTypes[wallet],
        channel: wallet === 'ecny' && settings.ecnyBank ? { bankNumber: settings.ecnyBank } : {},
        deviceIp: deviceIpOf(settings),
      });
      return mapOutcome(outcome, ({ qrCode, huifuNumber, partyOrderNumber }) => ({
        news: 'accepted',
        facts: { link: qrCode, huifuNumber, partyOrderNumber },
      }));
    },
  };
}
