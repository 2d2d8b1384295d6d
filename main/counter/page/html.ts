import type { Language } from '../../../shared/contract/app.ts';
import { resources } from '../../../shared/i18n/index.ts';
import { formatYuan, type Fen } from '../../../shared/domain/money.ts';
import type { PaymentState } from '../../../shared/domain/paymentState.ts';
import type { Page } from '../http/server.ts';

type PageWords = (typeof resources)['zh-CN']['counter']['page'];

/** Everything about one answer that is not its content. */
export interface View {
  language: Language;
  /** Path under which the outside sees this listener; empty for the root. */
  base: string;
  shop: string;
  practice: boolean;
  /** Cookies to set. */
  cookies: string[];
}

/** What a waiting page holds for its script. */
export interface Waiting {
  kind: 'wechat' | 'alipay' | 'link';
  /** For the wallet's bridge, or an address. */
  pay: string;
  stateUrl: string;
  state: PaymentState;
  amount: Fen;
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** What the payer is told about a state, in the page's language. */
export function stateWords(language: Language, state: PaymentState) {
  const { title, detail } = resources[language].counter.page.states[state];
  return { state, title, detail, final: state === 'paid' || state === 'failed' || state === 'closed' };
}

/** The plate's page: what to pay, or a field to type it into. */
export function platePage(
  view: View,
  plate: { name: string; amount: Fen | null; action: string; csrf: string; attempt: string; typed: string },
  problem: keyof PageWords['problems'] | null,
): Page {
  const words = wordsOf(view);
  const amount =
    plate.amount === null
      ? `<label for="amount">${words.amount}</label>
<input id="amount" name="amount" inputmode="decimal" autocomplete="off" maxlength="14" required value="${escape(plate.typed)}"
 aria-describedby="problem"${problem ? ' aria-invalid="true"' : ''} autofocus>`
      : `<p class="amount" data-testid="amount">¥${formatYuan(plate.amount)}</p>`;
  return page(
    view,
    problem ? 400 : 200,
    `${heading(view)}<p class="soft">${escape(plate.name)}</p>
<form method="post" action="${escape(plate.action)}">
<input type="hidden" name="csrf" value="${plate.csrf}"><input type="hidden" name="attempt" value="${plate.attempt}">
${amount}<p id="problem" class="problem" role="alert">${problem ? words.problems[problem] : ''}</p>
<button class="go" data-testid="pay">${words.pay}</button></form>`,
  );
}

/** The page that waits for the end of a payment. */
export function waitingPage(view: View, order: Waiting): Page {
  const words = wordsOf(view);
  const { title, detail, final } = stateWords(view.language, order.state);
  return page(
    view,
    200,
    `${heading(view)}<p class="amount" data-testid="amount">¥${formatYuan(order.amount)}</p>
<div id="order" data-testid="order" data-state="${order.state}" data-final="${final ? 'yes' : 'no'}" data-kind="${order.kind}"
 data-pay="${escape(order.pay)}" data-state-url="${escape(order.stateUrl)}">
<div role="status"><p class="sign" id="title">${title}</p><p class="soft" id="detail">${detail}</p></div>
<div id="actions" hidden><button class="go" id="pay" data-testid="pay-again">${words.payNow}</button></div>
<div id="asking" hidden><p>${words.asking}</p><button class="go" id="done" data-testid="done">${words.done}</button>
<button id="trouble" data-testid="trouble">${words.trouble}</button></div></div>
<script src="${view.base}/page/pay.js"></script>`,
  );
}

/** A page that only says something, with a way on where there is one. */
export function messagePage(
  view: View,
  status: number,
  said: keyof PageWords['messages'],
  more: { link?: string; detail?: string } = {},
): Page {
  const words = wordsOf(view);
  const { title, detail } = words.messages[said];
  const link = more.link
    ? `<a class="button go" data-testid="plain" href="${escape(more.link)}">${words.otherWay}</a>`
    : '';
  return page(
    view,
    status,
    `${heading(view)}<div data-state="failed"><p class="sign" data-testid="message">${title}</p></div>
<p class="soft">${detail}</p>${more.detail ? `<p class="soft">${escape(more.detail)}</p>` : ''}${link}`,
  );
}

/** The merchant's ticket of 点金计划, in WeChat's frame. */
export function ticketPage(view: View, ticket: { state: PaymentState; amount: Fen } | null): Page {
  const words = wordsOf(view);
  const body = ticket
    ? `<div data-state="${ticket.state}"><p class="sign" data-testid="message">${stateWords(view.language, ticket.state).title}</p></div>
<p class="amount">¥${formatYuan(ticket.amount)}</p>`
    : `<p class="sign" data-testid="message">${words.messages.noOrder.title}</p>`;
  return page(
    view,
    200,
    `${heading(view)}${body}<script src="${view.base}/page/ticket.js"></script>`,
    'https://payapp.weixin.qq.com',
  );
}

function page(view: View, status: number, body: string, frameOf = "'none'"): Page {
  const words = wordsOf(view);
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${POLICY}; frame-ancestors ${frameOf}`,
      ...(view.cookies.length > 0 ? { 'set-cookie': view.cookies } : {}),
    },
    body: `<!doctype html>
<html lang="${view.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${words.title}</title><link rel="stylesheet" href="${view.base}/page/page.css"></head>
<body><main>${view.practice ? `<p class="practice">${words.practice}</p>` : ''}${body}</main></body></html>`,
  };
}

function heading({ language, shop }: View): string {
  return `<h1>${resources[language].counter.page.payTo.replace('{{shop}}', escape(shop))}</h1>`;
}

function wordsOf({ language }: View): PageWords {
  return resources[language].counter.page as unknown as PageWords;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
