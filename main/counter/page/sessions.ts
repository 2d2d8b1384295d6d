import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Whose browser it is (huifu-api.md §6.6); `plain`: none of the wallets'. */
export type Wallet = 'wechat' | 'alipay' | 'unionpay' | 'plain';

/** One payer's visit. Lives in memory only: whoever comes back after a restart begins anew. */
export interface Session {
  id: string;
  /** In every form, so that no other site can send one in this payer's name. */
  csrf: string;
  /** Sent to the wallet's authorisation and expected back, once. */
  state: string | null;
  /** Who the wallet says the payer is, by the plate's merchant. */
  payers: Map<string, string>;
  seenAt: number;
}

export interface Sessions {
  /** The session that the cookie names, or a new one. */
  of(cookie: string | undefined): Session;
  cookie(session: Session, path: string, secure: boolean): string;
}

const NAME = 'hc_page';
const LIFE_MS = 30 * 60_000;
const MAX_SESSIONS = 5_000;

export function createSessions(tick: () => number = () => performance.now()): Sessions {
  const sessions = new Map<string, Session>();

  function known(cookie: string | undefined): Session | null {
    const id = new RegExp(`(?:^|;\\s*)${NAME}=([0-9A-Za-z_-]{22})(?:;|$)`).exec(cookie ?? '')?.[1];
    const session = id === undefined ? undefined : sessions.get(id);
    if (!session || tick() - session.seenAt > LIFE_MS) return null;
    // The longest silent one is the first to be forgotten.
    sessions.delete(session.id);
    session.seenAt = tick();
    sessions.set(session.id, session);
    return session;
  }

  return {
    of(cookie) {
      const found = known(cookie);
      if (found) return found;
      const session: Session = { id: secret(), csrf: secret(), state: null, payers: new Map(), seenAt: tick() };
      sessions.set(session.id, session);
      if (sessions.size > MAX_SESSIONS) sessions.delete(sessions.keys().next().value!);
      return session;
    },
    // Lax, since the wallet's authorisation leads back from another site.
    cookie: ({ id }, path, secure) =>
      `${NAME}=${id}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${LIFE_MS / 1000}${secure ? '; Secure' : ''}`,
  };
}

/** 128 bits, safe in an address. */
export function secret(): string {
  return randomBytes(16).toString('base64url');
}

/** Compares without telling by the time taken how much of it was right. */
export function isSame(given: string, wanted: string | null): boolean {
  if (wanted === null || given.length !== wanted.length) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
}

export function walletOf(userAgent: string): Wallet {
  if (/MicroMessenger/i.test(userAgent)) return 'wechat';
  if (/AlipayClient/i.test(userAgent)) return 'alipay';
  return /UnionPay\//i.test(userAgent) ? 'unionpay' : 'plain';
}
