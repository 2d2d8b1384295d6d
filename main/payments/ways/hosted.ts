import type { HostedPlace } from '../../gateway/types.ts';
import { mapOutcome, type Way, type WayGround } from './types.ts';

const places = {
  hosted: 'page',
  hostedWechat: 'wechatApplet',
  hostedAlipay: 'alipayApplet',
} as const satisfies Record<string, HostedPlace>;

/** A link of Huifu's cashier: its page, or its mini program in WeChat or Alipay (huifu-api.md §3.10.1). */
export function hostedWay(way: keyof typeof places, { settings }: WayGround): Way {
  return {
    way,
    method: way === 'hostedWechat' ? 'wechat' : way === 'hostedAlipay' ? 'alipay' : 'unknown',
    async place(gateway, order) {
      const outcome = await gateway.createHostedPayment({
        ...order,
        place: places[way],
        methods: settings.cashierMethods,
        view: settings.cashierView,
        returnUrl: settings.returnUrl,
        returnScheme: settings.returnScheme,
      });
      return mapOutcome(outcome, ({ link, expiresAt }) => ({
        news: 'accepted',
        facts: { link, ...(expiresAt === null ? {} : { expiresAt }) },
      }));
    },
  };
}
