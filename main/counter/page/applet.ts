import { z } from 'zod';
import type { PageSettings } from '../../../shared/contract/counter.ts';
import { goodsTextProblems } from '../../../shared/domain/goodsText.ts';
import { parseYuan } from '../../../shared/domain/money.ts';
import type { Plate } from '../../../shared/domain/plate.ts';
import type { Page, Received } from '../http/server.ts';
import { walletAddress } from '../settings.ts';
import type { CounterMerchant } from '../types.ts';
import { appletOpenId } from '../wallets/wechat.ts';
import { MAX_PAGE_AMOUNT, type Ordering } from './ordering.ts';
import type { PagesNeeds } from './types.ts';

/** What the shop's own mini program sends (huifu-api.md §6.2); documented in docs/counter.md. */
const askSchema = z.strictObject({
  /** `wx.login`'s code. */
  code: z.string().min(1).max(256),
  /** Repeated when the same order is asked for again. */
  attempt: z.string().regex(/^[0-9A-Za-z_-]{8,64}$/),
  /** Yuan, as text; not needed on a plate with an amount of its own. */
  amount: z.string().max(14).optional(),
  goods: z.string().max(40).optional(),
  /** What `onLaunch` or `onShow` were given: from an app it is 1069, and what the app said stands in the query. */
  scene: z.number().int().min(0).max(100_000).optional(),
  query: z
    .record(z.string().max(64), z.string().max(512))
    .refine((query) => Object.keys(query).length <= 20)
    .optional(),
});

/** Answers the mini program's one call: who pays, an order for them, and what `wx.requestPayment` is to be handed. */
export function createApplet(
  needs: PagesNeeds & { ordering: Ordering; mayOrder(client: string): boolean },
): (request: Received, found: { plate: Plate; merchant: CounterMerchant; settings: PageSettings }) => Promise<Page> {
  return async (request, { plate, merchant, settings }) => {
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' }, body: '' };
    const asked = askSchema.safeParse(parseJson(request.body.toString('utf8')));
    if (!asked.success) return problem(400, 'badRequest');
    const { code, attempt, goods = '', scene, query } = asked.data;
    if (goodsTextProblems(goods).length > 0) return problem(400, 'badGoods');
    const amount =
      plate.amount === null ? parseYuan(asked.data.amount ?? '') : { ok: true as const, data: plate.amount };
    if (!amount.ok || amount.data > MAX_PAGE_AMOUNT) return problem(400, 'badAmount');
    const secret = settings.appletAppId === '' ? null : await needs.secrets.text(merchant.profile, 'applet');
    if (secret === null) return problem(503, 'notSetUp');
    if (!needs.mayOrder(request.client)) return problem(429, 'tooMany');
    const app = { id: settings.appletAppId, secret };
    const payer = await appletOpenId(needs.fetch, walletAddress(settings, 'wechatApiUrl'), app, code);
    if (!payer.ok) {
      needs.log.warn('counter', 'the wallet did not say who pays', {
        wallet: 'applet',
        code: payer.code,
        text: payer.text,
      });
      return problem(502, 'noPayer');
    }
    const order = await needs.ordering.fromApplet({
      merchant,
      plateId: plate.id,
      appId: app.id,
      openId: payer.payer,
      // Two payers may hit upon the same word.
      attempt: `${plate.id}.${payer.payer}.${attempt}`,
      amount: amount.data,
      note: goods || plate.note,
      origin: scene === undefined && query === undefined ? null : JSON.stringify({ scene, query }),
    });
    if (!order.ok) return problem(502, 'notPlaced', order.error.gateway?.respDesc);
    const { token, payInfo } = order.data;
    if (payInfo === null) return problem(502, 'unclear', undefined, token);
    return answer(200, {
      order: token,
      // `wx.requestPayment` takes these as they are; `signType` among them.
      payInfo: parseJson(payInfo),
      stateUrl: `${needs.publicUrl()}/o/${token}/state`,
      scene: scene ?? null,
      query: query ?? {},
    });
  };
}

function problem(status: number, error: string, said?: string, order?: string): Page {
  return answer(status, { error, ...(said ? { said } : {}), ...(order ? { order } : {}) });
}

function answer(status: number, body: unknown): Page {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
