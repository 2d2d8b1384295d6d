import { createHash } from 'node:crypto';
import type { Language } from '../../../shared/contract/app.ts';
import { declineOrder, openOrder, payOrder } from '../orders/lifecycle.ts';
import { methodFor, walletOf, walletsFor, type Wallet } from '../orders/wallets.ts';
import { shop, type Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Ending, Received } from '../wire/httpServer.ts';
import { phonePage, type Languages } from './page.ts';
import { style } from './style.ts';

const headers = {
  'content-type': 'text/html;charset=UTF-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * The page that stands in for the payer's wallet: plain forms, no script. `null` when the address is not the cashier's.
 * Opening it is what makes a hosted order known to the channel (huifu-api.md §3.10.2).
 */
export function createCashier(practice: Practice, language: Language | undefined) {
  async function answer(request: Received): Promise<Ending | null> {
    const { method, url } = request;
    if (method === 'POST' && url.pathname === '/cashier') return act(request);
    if (method !== 'GET') return null;
    if (/^\/hostingh5\/?$/i.test(url.pathname)) {
      const token = url.searchParams.get('huifu_id') === shop.huifuId ? url.searchParams.get('jump_id') : null;
      return open(request, token ?? '');
    }
    return url.pathname.startsWith('/q/') ? open(request, url.pathname.slice('/q/'.length)) : null;
  }

  function open(request: Received, token: string): Ending {
    const found = practice.orders.byToken(token);
    const wallet = walletOfBrowser(request);
    const order = found && openOrder(practice, found, wallet && methodFor(found, wallet));
    const hasLeft = request.url.searchParams.has('left');
    const view = { languages: languagesOf(request, language), wallet: walletForPage(order, wallet), hasLeft };
    return page(order ? 200 : 404, phonePage(order, view));
  }

  function act(request: Received): Ending {
    const form = new URLSearchParams(request.body.toString('utf8'));
    const token = form.get('token') ?? '';
    const order = practice.orders.byToken(token);
    if (!order) return page(404, phonePage(null, { ...emptyView, languages: languagesOf(request, language) }));
    const leaves = form.get('act') === 'leave';
    if (!leaves) practice.store.transaction(() => perform(order, form.get('act'), form.get('wallet')));
    const location = `/q/${order.token}${leaves ? '?left=1' : ''}`;
    return { kind: 'answer', page: { status: 303, headers: { location }, body: '' } };
  }

  function perform(order: Order, name: string | null, wallet: string | null): void {
    const method = wallet !== null && /^[TAUD]$/.test(wallet) ? methodFor(order, wallet as Wallet) : null;
    if (method === null) return;
    if (name === 'pay' || name === 'coupon') {
      payOrder(practice, order, { method, coupon: name === 'coupon', late: false });
    } else if (name === 'decline') declineOrder(practice, order, method);
  }

  return answer;
}

const emptyView = { wallet: null, hasLeft: false };

function page(status: number, body: string): Ending {
  return { kind: 'answer', page: { status, headers, body } };
}

/** An aggregated order has its wallet; a hosted one is paid with whatever opened it. */
function walletForPage(order: Order | null, fromBrowser: Wallet | null): Wallet | null {
  if (order?.family === 'scan') return walletOf(order.method);
  return fromBrowser ?? (order && walletsFor(order).length === 1 ? walletsFor(order)[0]! : null);
}

/** Which wallet's browser this is (huifu-api.md §6.6). */
function walletOfBrowser({ headers: sent }: Received): Wallet | null {
  const agent = sent['user-agent'] ?? '';
  if (/MicroMessenger/i.test(agent)) return 'T';
  if (/AlipayClient/i.test(agent)) return 'A';
  return /UnionPay/i.test(agent) ? 'U' : null;
}

function languagesOf({ headers: sent }: Received, chosen: Language | undefined): Languages {
  const isEnglish = chosen === undefined ? /^\s*en\b/i.test(sent['accept-language'] ?? '') : chosen === 'en';
  return isEnglish ? ['en', 'zh-CN'] : ['zh-CN', 'en'];
}
