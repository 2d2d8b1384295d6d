import { toBeijingStamp, type Instant } from '../../../shared/domain/time.ts';
import type { Signer } from '../../vault/types.ts';
import { askWallet, fieldText, noAnswer, type Asked } from './ask.ts';

/** Where Alipay tells, silently, who the payer is (`auth_base`, huifu-api.md §6.4). */
export function alipayLogin(openUrl: string, appId: string, returnTo: string, state: string): string {
  const query = new URLSearchParams({ app_id: appId, scope: 'auth_base', redirect_uri: returnTo, state });
  return `${openUrl}/oauth2/publicAppAuthorize.htm?${query.toString()}`;
}

/** `auth_code` → user id by `alipay.system.oauth.token`, signed with the application's own key (RSA2). */
export async function alipayUserId(
  send: typeof fetch,
  apiUrl: string,
  app: { id: string; signer: Signer },
  code: string,
  now: Instant,
): Promise<Asked> {
  const fields: Record<string, string> = {
    app_id: app.id,
    method: 'alipay.system.oauth.token',
    format: 'JSON',
    charset: 'utf-8',
    sign_type: 'RSA2',
    timestamp: readable(toBeijingStamp(now)),
    version: '1.0',
    grant_type: 'authorization_code',
    code,
  };
  const text = Object.keys(fields)
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const form = new URLSearchParams({ ...fields, sign: app.signer.sign(text) });
  const answer = await askWallet(send, `${apiUrl}/gateway.do`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: form.toString(),
  });
  if (!answer) return noAnswer;
  const said = inner(answer, 'alipay_system_oauth_token_response') ?? inner(answer, 'error_response') ?? {};
  const payer = fieldText(said, 'user_id');
  if (/^\d{16,28}$/.test(payer)) return { ok: true, payer };
  return {
    ok: false,
    code: fieldText(said, 'sub_code') || fieldText(said, 'code'),
    text: fieldText(said, 'sub_msg') || fieldText(said, 'msg'),
  };
}

function inner(answer: Record<string, unknown>, name: string): Record<string, unknown> | null {
  const value = answer[name];
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
}

/** `20260105093000` → `2026-01-05 09:30:00`. */
function readable(stamp: string): string {
  return stamp.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3 $4:$5:$6');
}
