import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { afterAll, afterEach } from 'vitest';
import { businessDateOf, instant } from '../../../shared/domain/time.ts';
import { startPracticeGateway, type PracticeGateway, type PracticeGatewayOptions } from '../index.ts';

/** What came back from the gateway, verified against the bytes received. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** `null`: no `sign` in the answer. */
  isSigned: boolean | null;
  data: Record<string, unknown>;
}

/** A merchant's side for tests, written for them alone: signs, sends over a real socket, verifies. */
export interface Merchant {
  gateway: PracticeGateway;
  today: string;
  /** A request number not used before. */
  number(): string;
  post(path: string, data: Record<string, unknown>, changes?: Record<string, unknown>): Promise<Answered>;
  postRaw(path: string, body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>): Promise<Answered>;
  control(path: string, body?: unknown, method?: string): Promise<{ status: number; body: never }>;
}

const open: PracticeGateway[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((gateway) => gateway.close()));
});

/** Starts a gateway that the test need not close. */
export async function startGateway(options: PracticeGatewayOptions = {}): Promise<PracticeGateway> {
  const gateway = await startPracticeGateway(options);
  open.push(gateway);
  return gateway;
}

let shared: Promise<PracticeGateway> | undefined;

afterAll(async () => (await shared)?.close());

/** A merchant at a gateway as if new; without options one gateway serves a whole file, since keys take long to make. */
export async function startMerchant(options?: PracticeGatewayOptions): Promise<Merchant> {
  if (options) return createMerchant(await startGateway(options));
  shared ??= startPracticeGateway();
  const merchant = createMerchant(await shared);
  await merchant.control('/reset', {});
  return merchant;
}

let lastNumber = 0;

export function createMerchant(gateway: PracticeGateway): Merchant {
  const key = createPrivateKey({
    key: Buffer.from(gateway.merchantPrivateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });

  async function postRaw(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
    const response = await fetch(gateway.gatewayUrl + path, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json;charset=UTF-8', ...headers },
    });
    return readAnswer(response, gateway.huifuPublicKey);
  }

  return {
    gateway,
    today: businessDateOf(instant(Date.now())),
    number: () => `T${Date.now()}${String(++lastNumber).padStart(6, '0')}`,
    postRaw,
    post(path, data, changes = {}) {
      const text = canonical(data);
      const signature = sign('sha256', Buffer.from(text), key).toString('base64');
      const envelope = { sys_id: gateway.sysId, product_id: gateway.productId, sign: signature, data, ...changes };
      return postRaw(path, JSON.stringify(envelope));
    },
    async control(path, body, method = body === undefined ? 'GET' : 'POST') {
      const response = await fetch(gateway.controlUrl + path, {
        method,
        ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      });
      return { status: response.status, body: (await response.json()) as never };
    },
  };
}

/** The text to sign for flat data (huifu-api.md §2.3). */
export function canonical(data: Record<string, unknown>): string {
  const pairs = Object.entries(data).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${pairs.sort((a, b) => (a < b ? -1 : 1)).join(',')}}`;
}

async function readAnswer(response: Response, publicKey: string): Promise<Answered> {
  const text = await response.text();
  // Answers are built as data first, then sign, so the signed bytes can be cut out without a parser.
  const parts = /^\{"data":(.*),"sign":"([^"]*)"\}$/s.exec(text);
  return {
    status: response.status,
    headers: response.headers,
    text,
    isSigned: parts ? isSignedBy(publicKey, parts[1]!, parts[2]!) : null,
    data: parts ? (JSON.parse(parts[1]!) as Record<string, unknown>) : {},
  };
}

export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
  return verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));
}

export const paths = {
  preorder: '/v2/trade/hosting/payment/preorder',
  hostingQuery: '/v2/trade/hosting/payment/queryorderinfo',
  hostingClose: '/v2/trade/hosting/payment/close',
  hostingRefund: '/v2/trade/hosting/payment/htRefund',
  hostingRefundQuery: '/v2/trade/hosting/payment/queryRefundInfo',
  close: '/v2/trade/payment/scanpay/close',
  closeQuery: '/v2/trade/payment/scanpay/closequery',
} as const;

/** A hosted preorder of type 1 that the gateway accepts. */
export function preorderData(merchant: Merchant, changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    req_date: merchant.today,
    req_seq_id: merchant.number(),
    huifu_id: merchant.gateway.huifuId,
    pre_order_type: '1',
    trans_amt: '12.50',
    goods_desc: '拿铁/大杯 <热> & 曲奇',
    hosting_data: JSON.stringify({ project_title: '练习商户', project_id: merchant.gateway.projectId }),
    ...changes,
  };
}

/** Makes a hosted order; returns its number and the payer's link. */
export async function makeHosted(merchant: Merchant, changes: Record<string, unknown> = {}) {
  const data = preorderData(merchant, changes);
  const answer = await merchant.post(paths.preorder, data);
  if (answer.data['resp_code'] !== '00000000') throw new Error(answer.text);
  return { number: String(data['req_seq_id']), link: String(answer.data['jump_url']) };
}

/** A new call about an earlier hosted order, with a number of its own. */
export function about(merchant: Merchant, number: string, ownNumber = merchant.number()): Record<string, unknown> {
  return {
    req_date: merchant.today,
    req_seq_id: ownNumber,
    huifu_id: merchant.gateway.huifuId,
    org_req_date: merchant.today,
    org_req_seq_id: number,
  };
}

/** Opens a phone page, with cookies and scripts of no kind, as a plain browser would. */
export async function openPage(
  link: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; html: string }> {
  const response = await fetch(link, { headers });
  return { status: response.status, html: await response.text() };
}

/** Presses a button of an opened page by posting its form, and follows to the page that comes next. */
export async function press(link: string, html: string, act: string, wallet = 'T'): Promise<string> {
  const token = /name="token" value="([^"]+)"/.exec(html)![1]!;
  const response = await fetch(new URL('/cashier', link), {
    method: 'POST',
    body: new URLSearchParams({ token, act, wallet }),
  });
  return response.text();
}

/** Waits until `look` gives something; fails with `what` after ten seconds. */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > deadline) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
