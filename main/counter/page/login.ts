import type { MerchantLookups } from '../../gateway/lookups/types.ts';
import { businessDateOf } from '../../../shared/domain/time.ts';
import { newRequestNumber } from '../../../shared/domain/requestNumber.ts';
import { walletAddress } from '../settings.ts';
import { alipayLogin, alipayUserId } from '../wallets/alipay.ts';
import type { Asked } from '../wallets/ask.ts';
import { unionPayApp, unionPayLogin } from '../wallets/unionPay.ts';
import { wechatLogin, wechatOpenId } from '../wallets/wechat.ts';
import { isSame, secret } from './sessions.ts';
import { payerKey, type PagesNeeds, type Visit } from './types.ts';

/** Learns from the wallet who the payer is, and keeps it with the visit. */
export interface Login {
  /** Where to send the payer for that; `null` when it is known already or cannot be had here. */
  address(visit: Visit): Promise<string | null>;
  /** The payer comes back with a code. `state`: not from our own question; `payer`: the wallet did not say who. */
  returned(visit: Visit): Promise<{ ok: true } | { ok: false; reason: 'state' | 'payer'; detail: string }>;
}

export function createLogin(needs: PagesNeeds): Login {
  async function unionPayUser(visit: Visit, code: string): Promise<Asked> {
    const { profile } = visit.merchant;
    const lookups = await needs.lookups(profile.id);
    if (!lookups.ok) return { ok: false, code: lookups.error.code, text: '' };
    const found = await lookups.data.unionPayUser(
      { requestDate: businessDateOf(needs.now()), requestNumber: newRequestNumber('lookup', needs.now(), '00') },
      code,
      unionPayApp(visit.request.headers['user-agent'] ?? ''),
    );
    return found.kind === 'accepted' ? { ok: true, payer: found.value.userId } : refusedBy(found);
  }

  async function exchange(visit: Visit): Promise<Asked> {
    const { settings, merchant, wallet } = visit;
    const { searchParams } = visit.request.url;
    const code = (name: string) => (searchParams.get(name) ?? '').slice(0, 512);
    switch (wallet) {
      case 'wechat': {
        const appSecret = await needs.secrets.text(merchant.profile, 'wechat');
        if (appSecret === null) return noSecret;
        const app = { id: settings.wechatAppId, secret: appSecret };
        return wechatOpenId(needs.fetch, walletAddress(settings, 'wechatApiUrl'), app, code('code'));
      }
      case 'alipay': {
        const signer = await needs.secrets.alipaySigner(merchant.profile);
        if (signer === null) return noSecret;
        const app = { id: settings.alipayAppId, signer };
        return alipayUserId(needs.fetch, walletAddress(settings, 'alipayApiUrl'), app, code('auth_code'), needs.now());
      }
      case 'unionpay':
        return unionPayUser(visit, code('userAuthCode') || code('auth_code'));
      case 'plain':
        return noSecret;
    }
  }

  return {
    async address(visit) {
      const { settings, session, wallet, merchant } = visit;
      if (session.payers.has(payerKey(visit))) return null;
      const back = `${visit.plateUrl}/back`;
      const ask = (address: (state: string) => string) => {
        session.state = secret().replace(/[-_]/g, '0');
        return address(session.state);
      };
      if (wallet === 'wechat' && settings.wechatAppId && (await needs.secrets.has(merchant.profile, 'wechat')))
        return ask((state) => wechatLogin(walletAddress(settings, 'wechatOpenUrl'), settings.wechatAppId, back, state));
      if (wallet === 'alipay' && settings.alipayAppId && (await needs.secrets.has(merchant.profile, 'alipay')))
        return ask((state) => alipayLogin(walletAddress(settings, 'alipayOpenUrl'), settings.alipayAppId, back, state));
      if (wallet === 'unionpay' && settings.unionPay)
        return ask((state) => unionPayLogin(walletAddress(settings, 'unionPayUrl'), back, state));
      return null;
    },

    async returned(visit) {
      const { session, request } = visit;
      const wanted = session.state;
      session.state = null;
      const given = request.url.searchParams.get('state') ?? '';
      if (!isSame(given, wanted)) return { ok: false, reason: 'state', detail: '' };
      const asked = await exchange(visit);
      if (!asked.ok) {
        needs.log.warn('counter', 'the wallet did not say who pays', {
          wallet: visit.wallet,
          code: asked.code,
          text: asked.text,
        });
        return { ok: false, reason: 'payer', detail: [asked.code, asked.text].filter(Boolean).join(' ') };
      }
      session.payers.set(payerKey(visit), asked.payer);
      return { ok: true };
    },
  };
}

const noSecret: Asked = { ok: false, code: '', text: '' };

type Refused = Exclude<Awaited<ReturnType<MerchantLookups['unionPayUser']>>, { kind: 'accepted' }>;

function refusedBy(found: Refused): Asked {
  const answer = found.kind === 'notSent' ? null : found.answer;
  return { ok: false, code: answer?.respCode ?? found.kind, text: answer?.respDesc ?? '' };
}
