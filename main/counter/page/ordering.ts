import type { Answered } from '../../../shared/contract/errors.ts';
import { fen, type Fen } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { PaymentChannel } from '../../gateway/types.ts';
import type { PageOrder } from '../../ledger/interfaces/counter.ts';
import type { PayerOrder } from '../../payments/ways/page.ts';
import type { CounterMerchant } from '../types.ts';
import { secret } from './sessions.ts';
import { payerKey, type PagesNeeds, type Visit } from './types.ts';

/** A payer's typing slip should not become a large order: 50,000 yuan. */
export const MAX_PAGE_AMOUNT: Fen = fen(5_000_000);

/** Attempts that are remembered, so that a form sent twice makes one order. */
const ATTEMPTS_KEPT = 2_000;

/** Makes orders for payers' phones. */
export interface Ordering {
  /** From the page's form: by the wallet that the payer is in, where it said who they are; else by the hosted cashier. */
  fromPage(visit: Visit, plain: boolean, attempt: string, amount: Fen): Promise<Answered<PageOrder>>;
  /** From the shop's own mini program. `origin`: the scene and query that it was opened with, as JSON text. */
  fromApplet(given: {
    merchant: CounterMerchant;
    plateId: string;
    appId: string;
    openId: string;
    attempt: string;
    amount: Fen;
    note: string;
    origin: string | null;
  }): Promise<Answered<PageOrder>>;
}

export function createOrdering(needs: PagesNeeds): Ordering {
  const attempts = new Map<string, Promise<Answered<PageOrder>>>();

  /** However often an attempt is sent, it is one order with one address to wait at. */
  function once(attempt: string, begin: () => Promise<Answered<PageOrder>>): Promise<Answered<PageOrder>> {
    const known = attempts.get(attempt);
    if (known) return known;
    const order = begin();
    attempts.set(attempt, order);
    if (attempts.size > ATTEMPTS_KEPT) attempts.delete(attempts.keys().next().value!);
    return order;
  }

  async function place(
    merchant: CounterMerchant,
    asked: { attempt: string; amount: Fen; note: string; plateId: string; origin: string | null },
    how: How,
  ): Promise<Answered<PageOrder>> {
    const token = secret();
    const channel =
      how.tradeType === 'U_JSAPI' ? { ...how.channel, frontUrl: `${needs.publicUrl()}/o/${token}` } : how.channel;
    let payInfo: string | null = null;
    const placed = (info: string) => {
      payInfo = info;
    };
    const payment = await merchant.payments.serve(asked.attempt, asked.amount, asked.note, { ...how, channel, placed });
    if (!payment.ok) return payment;
    const order: PageOrder = {
      token,
      paymentId: payment.data.id,
      plateId: asked.plateId,
      payInfo,
      origin: asked.origin,
      createdAt: needs.now(),
    };
    await needs.ledger.insertPageOrder(order);
    return ok(order);
  }

  return {
    fromPage: (visit, plain, attempt, amount) =>
      once(attempt, () => {
        const { merchant, plate } = visit;
        const asked = { attempt, amount, note: plate.note, plateId: plate.id, origin: null };
        return place(merchant, asked, plain ? hosted : howOf(visit));
      }),
    fromApplet: ({ merchant, appId, openId, ...asked }) =>
      once(asked.attempt, () =>
        place(merchant, asked, { tradeType: 'T_MINIAPP', channel: { appId, appOpenId: openId } }),
      ),
  };
}

type How = Pick<PayerOrder, 'tradeType' | 'channel'>;

const hosted: How = { tradeType: 'hosted', channel: {} };

/** huifu-api.md §6.6: the wallet decides; whoever it did not name pays at the hosted cashier. */
function howOf(visit: Visit): How {
  const { session, settings, wallet, plateUrl, request } = visit;
  const payer = session.payers.get(payerKey(visit));
  if (payer === undefined) return hosted;
  switch (wallet) {
    case 'wechat': {
      const channel: PaymentChannel = settings.wechatIsProviders
        ? { openId: payer }
        : { appId: settings.wechatAppId, appOpenId: payer };
      return { tradeType: 'T_JSAPI', channel };
    }
    case 'alipay':
      return { tradeType: 'A_JSAPI', channel: { buyerId: payer } };
    case 'unionpay':
      return { tradeType: 'U_JSAPI', channel: { userId: payer, plateUrl, payerIp: request.client } };
    case 'plain':
      return hosted;
  }
}
