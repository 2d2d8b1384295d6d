import type { Answered } from '../../../shared/contract/errors.ts';
import type { PaymentMethod } from '../../../shared/domain/payment.ts';
import { maskedPayer } from '../../../shared/domain/payer.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import type { PaymentChannel, TradeType } from '../../gateway/types.ts';
import { hostedWay } from './hosted.ts';
import { deviceIpOf } from './settings.ts';
import { mapOutcome, type Way, type WayGround } from './types.ts';

/** What a payer's own phone asks for, on the shop's page or in its mini program (huifu-api.md §6). */
export interface PayerOrder {
  /** `hosted`: the wallet did not say who the payer is, or the browser is none; Huifu's cashier takes over. */
  tradeType: Extract<TradeType, 'T_JSAPI' | 'T_MINIAPP' | 'A_JSAPI' | 'U_JSAPI'> | 'hosted';
  channel: PaymentChannel;
  /** Told what the wallet's bridge is to be handed, as it came. */
  placed(payInfo: string): void;
}

const methods: Record<PayerOrder['tradeType'], PaymentMethod> = {
  T_JSAPI: 'wechat',
  T_MINIAPP: 'wechat',
  A_JSAPI: 'alipay',
  U_JSAPI: 'unionpay',
  hosted: 'unknown',
};

/** Nobody at a till asks for it: the payment has neither operator nor till point. */
export function payerWay({ tradeType, channel, placed }: PayerOrder, ground: WayGround): Answered<Way> {
  if (tradeType === 'hosted') {
    if (ground.profile.projectId === '') return failure('projectMissing');
    return ok({ ...hostedWay('hosted', ground), byPayer: true });
  }
  const payer = channel.appOpenId ?? channel.openId ?? channel.buyerId ?? channel.userId ?? '';
  return ok({
    way: tradeType === 'T_MINIAPP' ? 'applet' : 'page',
    method: methods[tradeType],
    byPayer: true,
    async place(gateway, order) {
      const deviceIp = deviceIpOf(ground.settings);
      const outcome = await gateway.createAggregatedPayment({ ...order, tradeType, channel, deviceIp });
      if (outcome.kind === 'accepted' && outcome.value.payInfo !== null) placed(outcome.value.payInfo);
      return mapOutcome(outcome, ({ huifuNumber, partyOrderNumber }) => ({
        news: 'accepted',
        facts: { huifuNumber, partyOrderNumber, payer: maskedPayer(payer) },
      }));
    },
  });
}
