import { createPublicKey, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import type { PracticeProcess } from './practiceProcess.ts';

/** The wallets' own services, as far as a payment page needs them, on loopback: WeChat's, Alipay's and UnionPay's. */
export interface Wallets {
  url: string;
  /** Every request, oldest first. */
  seen: { method: string; path: string; query: URLSearchParams; form: URLSearchParams }[];
  /** What they know their callers by. */
  secrets: { wechat: string; applet: string };
  /** Public half of the Alipay application's key, SPKI DER in Base64. */
  alipayKey: string | null;
  /** From now on WeChat answers so instead of naming the payer. */
  refusal: { errcode: number; errmsg: string } | null;
  close(): Promise<void>;
}

/** Starts the stand-in. Codes are good once, as the real ones are. */
export async function startWallets(): Promise<Wallets> {
  const codes = new Set<string>();
  const newCode = () => {
    const code = `code${codes.size}x${Date.now()}`;
    codes.add(code);
    return code;
  };

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const wallets: Wallets = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    secrets: { wechat: 'secretOfTheAccount0001', applet: 'secretOfTheApplet00001' },
    alipayKey: null,
    refusal: null,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', wallets.url);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    wallets.seen.push({ method: request.method ?? '', path: url.pathname, query: url.searchParams, form });
    const query = (name: string) => url.searchParams.get(name) ?? '';
    switch (url.pathname) {
      case '/connect/oauth2/authorize':
        return leadBack(response, query('redirect_uri'), { code: newCode(), state: query('state') });
      case '/oauth2/publicAppAuthorize.htm':
        return leadBack(response, query('redirect_uri'), { auth_code: newCode(), state: query('state') });
      case '/qrcGtwWeb-web/api/userAuth':
        return leadBack(response, query('redirectUrl'), { respCode: '00', userAuthCode: newCode() });
      case '/sns/oauth2/access_token':
        return json(response, openId(query('code'), query('secret'), wallets.secrets.wechat, 'oPayerOfTheAccount01'));
      case '/sns/jscode2session':
        return json(
          response,
          openId(query('js_code'), query('secret'), wallets.secrets.applet, 'oPayerOfTheApplet001'),
        );
      case '/gateway.do':
        return json(response, userId(form));
      default:
        return void response.writeHead(404).end();
    }
  }

  function openId(code: string, secret: string, wanted: string, openid: string): unknown {
    if (wallets.refusal) return wallets.refusal;
    if (secret !== wanted) return { errcode: 40125, errmsg: 'invalid appsecret' };
    // A mini program's codes are made on the phone.
    if (!codes.delete(code) && !code.startsWith('login')) return { errcode: 40029, errmsg: 'invalid code' };
    return { openid, access_token: 'x', session_key: 'x', expires_in: 7200 };
  }

  function userId(form: URLSearchParams): unknown {
    const { sign = '', ...fields } = Object.fromEntries(form);
    const text = Object.keys(fields)
      .toSorted()
      .map((name) => `${name}=${fields[name]}`)
      .join('&');
    const key = wallets.alipayKey
      ? createPublicKey({ key: Buffer.from(wallets.alipayKey, 'base64'), format: 'der', type: 'spki' })
      : null;
    const good = key !== null && verify('sha256', Buffer.from(text), key, Buffer.from(sign, 'base64'));
    if (!good) return { error_response: { code: '40002', sub_code: 'isv.invalid-signature', sub_msg: '无效签名' } };
    if (!codes.delete(fields['code'] ?? '')) return { error_response: { code: '40002', sub_code: 'isv.code-invalid' } };
    return { alipay_system_oauth_token_response: { user_id: '2088000000000001', access_token: 'x' } };
  }

  return wallets;
}

function leadBack(response: ServerResponse, to: string, more: Record<string, string>): void {
  const url = new URL(to);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  response.writeHead(302, { location: url.href }).end();
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What the payer does when the wallet's window opens. */
export type AtTheWallet = 'pays' | 'cancels' | 'lies';

/**
 * Gives a page the bridges that WeChat and Alipay put into theirs, half a second late as they are. They take what Huifu
 * gave and pay at the practice gateway; `lies` answers "ok" without paying.
 *
 * @returns what the bridges were handed
 */
export async function addBridges(page: Page, gateway: PracticeProcess, act: () => AtTheWallet): Promise<unknown[]> {
  const handed: unknown[] = [];
  await page.exposeFunction('walletPays', async (wallet: 'T' | 'A', info: Record<string, string>) => {
    handed.push(info);
    if (act() !== 'pays') return act();
    const token = wallet === 'T' ? info['package']!.replace('prepay_id=', '') : info['tradeNO']!;
    const order = (await gateway.orders()).find(({ link }) => link.endsWith(`/q/${token}`));
    await gateway.act(order!.req_seq_id, 'pay', { wallet });
    return 'pays';
  });
  await page.addInitScript(() => {
    const given = window as unknown as Record<string, unknown> & {
      walletPays(wallet: string, info: unknown): Promise<AtTheWallet>;
    };
    setTimeout(() => {
      given['WeixinJSBridge'] = {
        async invoke(name: string, info: unknown, done: (answer: unknown) => void) {
          const did = await given.walletPays('T', info);
          const isOk = name === 'getBrandWCPayRequest' && did !== 'cancels';
          done({ err_msg: `get_brand_wcpay_request:${isOk ? 'ok' : 'cancel'}` });
        },
      };
      given['AlipayJSBridge'] = {
        async call(_name: string, info: unknown, done: (answer: unknown) => void) {
          const did = await given.walletPays('A', info);
          done({ resultCode: did === 'cancels' ? '6001' : '9000' });
        },
      };
      document.dispatchEvent(new Event('WeixinJSBridgeReady'));
      document.dispatchEvent(new Event('AlipayJSBridgeReady'));
    }, 500);
  });
  return handed;
}
