import { isLoopbackUrl } from '../../../shared/domain/baseUrl.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { isEnded } from '../../../shared/domain/paymentState.ts';
import type { PageOrder } from '../../ledger/interfaces/counter.ts';
import { createRate } from '../http/rate.ts';
import type { Page, Received } from '../http/server.ts';
import type { CounterMerchant } from '../types.ts';
import { messagePage, stateWords, ticketPage, waitingPage, type View, type Waiting } from './html.ts';
import { shopOf, type PagesNeeds } from './types.ts';

/** Pages that tell how a payment stands: what the shop's own record says, and nothing that the phone says. */
export interface WaitingPages {
  answer(request: Received, token: string, rest: string, view: View): Promise<Page>;
  /** 点金计划's ticket, opened by WeChat with `out_trade_no`. */
  ticket(request: Received, view: View): Promise<Page>;
}

/** A payer who says "done" makes the gateway be asked at once, but not as often as they like. */
const HINTS_PER_MINUTE = 12;

export function createWaiting(needs: PagesNeeds): WaitingPages {
  const hints = createRate(HINTS_PER_MINUTE);

  async function find(
    token: string,
  ): Promise<{ order: PageOrder; payment: Payment; merchant: CounterMerchant } | null> {
    const order = await needs.ledger.pageOrder(token);
    const payment = order && (await needs.ledger.payment(order.paymentId));
    const merchant = payment && needs.merchant(payment.profileId);
    return order && payment && merchant ? { order, payment, merchant } : null;
  }

  function ask({ payment, merchant }: { payment: Payment; merchant: CounterMerchant }, token: string): void {
    if (!isEnded(payment.state) && hints.allow(token)) merchant.payments.hinted(payment.id);
  }

  return {
    async answer(request, token, rest, view) {
      const found = await find(token);
      const isReading = request.method === 'GET' || request.method === 'HEAD';
      if (!found || (rest !== '' && rest !== '/state')) return messagePage(view, 404, 'noOrder');
      const path = `${view.base}/o/${token}`;
      // 云闪付 posts the payer back here (`front_url`, huifu-api.md §3.3.5).
      if (request.method === 'POST' && rest === '') return { status: 303, headers: { location: path }, body: '' };
      if (!isReading) return { status: 405, headers: { allow: 'GET' }, body: '' };
      if (rest === '/state') {
        if (request.url.searchParams.has('ask')) ask(found, token);
        return json(stateWords(view.language, found.payment.state));
      }
      const { payment, merchant, order } = found;
      const shown = { ...view, ...shopOf(merchant) };
      const pay = payOf(order, payment, isLoopbackUrl(merchant.profile.baseUrl));
      if (!pay && !isEnded(payment.state)) return messagePage(shown, 200, 'unclear');
      const { state, amount } = payment;
      return waitingPage(shown, { ...(pay ?? { kind: 'link', pay: '' }), stateUrl: `${path}/state`, state, amount });
    },

    async ticket(request, view) {
      const number = (request.url.searchParams.get('out_trade_no') ?? '').slice(0, 64);
      for (const { id } of needs.profiles()) {
        if (!/^[0-9A-Za-z_-]{8,64}$/.test(number)) break;
        const hits = await needs.ledger.searchNumbers(id, number, 3);
        const hit = hits.find(({ payment }) => [payment.partyOrderNumber, payment.requestNumber].includes(number));
        const merchant = hit && needs.merchant(id);
        if (!merchant) continue;
        ask({ payment: hit.payment, merchant }, number);
        return ticketPage({ ...view, ...shopOf(merchant) }, hit.payment);
      }
      return ticketPage(view, null);
    },
  };
}

/** What the page does: hand the bridge what Huifu gave, or lead on to an address that may be opened. */
function payOf(order: PageOrder, payment: Payment, allowHttp: boolean): Pick<Waiting, 'kind' | 'pay'> | null {
  if (payment.way === 'hosted') return payment.link === null ? null : { kind: 'link', pay: payment.link };
  if (order.payInfo === null) return null;
  if (payment.method === 'unionpay') {
    const url = URL.parse(order.payInfo);
    const may = url?.protocol === 'https:' || (allowHttp && url?.protocol === 'http:');
    return url && may ? { kind: 'link', pay: url.href } : null;
  }
  return { kind: payment.method === 'alipay' ? 'alipay' : 'wechat', pay: order.payInfo };
}

function json(body: unknown): Page {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };
}
