import type { Language } from '../../../shared/contract/app.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { amountsOf, couponFor } from '../orders/money.ts';
import { walletOf, walletsFor, type Wallet } from '../orders/wallets.ts';
import type { Order } from '../store/orders.ts';
import { fill, words } from '../words.ts';
import { style } from './style.ts';

/** Which of two languages comes first; the other stands beneath it, smaller. */
export type Languages = readonly [Language, Language];

type PhoneWord = keyof (typeof words)['en']['phone'];

/** How the payer looks at an order. */
export interface View {
  languages: Languages;
  /** The wallet that opened the page, as its browser says; `null`: the payer chooses. */
  wallet: Wallet | null;
  /** The payer has walked away from an order that still waits. */
  hasLeft: boolean;
}

/** The page for an order, whatever its stage; `null`: for a link that no order belongs to. */
export function phonePage(order: Order | null, view: View): string {
  const say = (word: PhoneWord, values = {}) => both(view.languages, word, values);
  const body = order ? orderBody(order, view, say) : `<p class="sign">${say('unknown')}</p>`;
  const title = words[view.languages[0]].phone.title;
  return `<!doctype html>
<html lang="${view.languages[0]}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title>
<style>${style}</style></head>
<body><main><p class="practice">${say('notice')}</p>${body}</main></body></html>`;
}

type Say = (word: PhoneWord, values?: Record<string, string>) => string;

function orderBody(order: Order, view: View, say: Say): string {
  const heading = `<h1>${say('payTo', { shop: order.title })}</h1>
<p class="amount" data-testid="amount">¥${formatYuan(order.amount)}</p>`;
  const details = `<p class="detail">${say('goods', { goods: order.goods })}</p>
<p class="detail">${say('number', { number: order.requestNumber })}</p>`;
  return heading + stageBody(order, view, say) + details;
}

function stageBody(order: Order, view: View, say: Say): string {
  switch (order.stage) {
    case 'unopened':
    case 'open':
      return view.hasLeft ? leftBody(order, say) : payBody(order, view, say);
    case 'paid':
      return paidBody(order, say);
    case 'declined':
    case 'expired':
    case 'closed':
      return `<p class="sign bad" data-testid="${order.stage}">${say(order.stage)}</p>`;
  }
}

function payBody(order: Order, view: View, say: Say): string {
  const allowed = walletsFor(order);
  const detected = view.wallet !== null && allowed.includes(view.wallet) ? view.wallet : null;
  const coupon = couponFor(order.amount);
  const couponButton =
    coupon === 0 ? '' : button('coupon', say('coupon', { amount: formatYuan(amountsOf({ ...order, coupon }).paid) }));
  return `<form method="post" action="/cashier"><input type="hidden" name="token" value="${escape(order.token)}">
${detected ? chosenWallet(detected, say) : walletChooser(allowed, say)}
${button('pay', say('pay'))}${couponButton}${button('decline', say('decline'))}${button('leave', say('leave'))}</form>`;
}

function chosenWallet(wallet: Wallet, say: Say): string {
  return `<input type="hidden" name="wallet" value="${wallet}"><p class="wallet" data-testid="wallet">${say(wallet)}</p>`;
}

function walletChooser(allowed: readonly Wallet[], say: Say): string {
  const choices = allowed.map(
    (wallet, index) =>
      `<label><input type="radio" name="wallet" value="${wallet}"${index === 0 ? ' checked' : ''}><span>${say(wallet)}</span></label>`,
  );
  return `<fieldset><legend>${say('wallet')}</legend>${choices.join('')}</fieldset>`;
}

function button(act: string, label: string): string {
  return `<button name="act" value="${act}" data-testid="${act}" class="${act}">${label}</button>`;
}

function leftBody(order: Order, say: Say): string {
  return `<p class="sign" data-testid="left">${say('left')}</p>
<a class="back" data-testid="back" href="/q/${escape(order.token)}">${say('back')}</a>`;
}

function paidBody(order: Order, say: Say): string {
  const wallet = walletOf(order.method);
  const paidWith = wallet ? `<p class="wallet" data-testid="wallet">${say(wallet)}</p>` : '';
  const back = returnAddress(order.callbackUrl);
  const link = back ? `<a class="back" href="${escape(back)}" rel="noreferrer">${say('return')}</a>` : '';
  return `<p class="sign good" data-testid="paid">${say('paid')}</p>
<p class="wallet">${say('paidAmount', { amount: formatYuan(amountsOf(order).paid) })}</p>${paidWith}${link}`;
}

/** The merchant's page to go back to, when it is one a browser may open. */
function returnAddress(text: string): string | null {
  const url = URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null;
}

function both([first, second]: Languages, word: PhoneWord, values: Record<string, string>): string {
  const text = (language: Language) => escape(fill(words[language].phone[word], values));
  return `<span lang="${first}">${text(first)}</span><small lang="${second}">${text(second)}</small>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
