import { askWallet, fieldText, noAnswer, type Asked } from './ask.ts';

/**
 * Where WeChat tells, silently, who the payer is (`snsapi_base`, huifu-api.md §6.1). WeChat's client minds the order of
 * the parameters.
 */
export function wechatLogin(openUrl: string, appId: string, returnTo: string, state: string): string {
  const query = `appid=${appId}&redirect_uri=${encodeURIComponent(returnTo)}&response_type=code&scope=snsapi_base&state=${state}&connect_redirect=1`;
  return `${openUrl}/connect/oauth2/authorize?${query}#wechat_redirect`;
}

/** Code → openid, for an official account (huifu-api.md §6.1). The code is good once, for five minutes. */
export function wechatOpenId(
  send: typeof fetch,
  apiUrl: string,
  app: { id: string; secret: string },
  code: string,
): Promise<Asked> {
  const query = new URLSearchParams({ appid: app.id, secret: app.secret, code, grant_type: 'authorization_code' });
  return openIdAt(send, `${apiUrl}/sns/oauth2/access_token?${query.toString()}`);
}

/** `wx.login`'s code → openid, for a mini program (huifu-api.md §6.2). The session key that comes along is dropped. */
export function appletOpenId(
  send: typeof fetch,
  apiUrl: string,
  app: { id: string; secret: string },
  code: string,
): Promise<Asked> {
  const query = new URLSearchParams({
    appid: app.id,
    secret: app.secret,
    js_code: code,
    grant_type: 'authorization_code',
  });
  return openIdAt(send, `${apiUrl}/sns/jscode2session?${query.toString()}`);
}

async function openIdAt(send: typeof fetch, url: string): Promise<Asked> {
  const answer = await askWallet(send, url);
  if (!answer) return noAnswer;
  const payer = fieldText(answer, 'openid');
  if (/^[0-9A-Za-z_-]{6,128}$/.test(payer)) return { ok: true, payer };
  return { ok: false, code: fieldText(answer, 'errcode'), text: fieldText(answer, 'errmsg') };
}
