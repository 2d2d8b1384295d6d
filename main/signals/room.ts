import type { Silence } from '../../shared/contract/signals.ts';
import {
  refundSignals,
  SIGNAL_DAYS,
  silenceSignal,
  type Signal,
  type SignalRefund,
  type UsualPace,
} from '../../shared/domain/signals.ts';
import { businessDateOf, instant, startOfBusinessDate, type Instant } from '../../shared/domain/time.ts';
import type { Ledger } from '../ledger/types.ts';
import type { OperatorRules } from '../operators/types.ts';

const CHECK_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Reasons to look, from one merchant's own history. */
export interface SignalsRoom {
  /** Silence first, then refunds, the most money first. Limits are those of today. */
  read(): Promise<Signal[]>;
  silence(): Promise<Silence | null>;
  /** Looks for silence every minute from now on, and says when it begins or ends. */
  start(): void;
  stop(): Promise<void>;
}

export function createSignalsRoom(needs: {
  profileId: string;
  ledger: Ledger;
  rules: Pick<OperatorRules, 'refundLimits'>;
  now(): Instant;
  /** Silence began or ended. */
  changed(): void;
  warn(message: string, fields: Record<string, unknown>): void;
}): SignalsRoom {
  const { profileId, ledger, rules, now } = needs;
  let pace: { hour: Instant; usual: UsualPace | null } | null = null;
  let wasSilent = false;
  let timer: NodeJS.Timeout | null = null;
  let checking: Promise<void> = Promise.resolve();

  /** The same all hour long; read from many days, so only once. */
  async function usualAt(at: Instant): Promise<UsualPace | null> {
    const hour = instant(Math.floor(at / HOUR_MS) * HOUR_MS);
    if (pace?.hour !== hour) pace = { hour, usual: await ledger.usualPace(profileId, hour) };
    return pace.usual;
  }

  async function listen(): Promise<{ since: Instant; signal: Signal } | null> {
    const at = now();
    const since = await ledger.lastPaidAt(profileId, startOfBusinessDate(businessDateOf(at)));
    if (since === null) return null;
    const signal = silenceSignal(at, since, await usualAt(at));
    return signal && { since, signal };
  }

  async function check(): Promise<void> {
    const isSilent = (await listen()) !== null;
    if (isSilent === wasSilent) return;
    wasSilent = isSilent;
    needs.changed();
  }

  return {
    async read() {
      const since = instant(now() - SIGNAL_DAYS * DAY_MS);
      const [rows, people, silence] = await Promise.all([
        ledger.signalRefunds(profileId, since),
        ledger.signalPeople(profileId, since),
        listen(),
      ]);
      const refunds = rows.map(({ role, ...refund }): SignalRefund => {
        return { ...refund, limit: role === null ? null : rules.refundLimits(role).each };
      });
      return [...(silence ? [silence.signal] : []), ...refundSignals(refunds, people)];
    },

    async silence() {
      const found = await listen();
      return found && { since: found.since, usual: Number(found.signal.params['usual']) };
    },

    start() {
      timer ??= setInterval(() => {
        checking = check().catch((error: unknown) => needs.warn('silence was not looked for', { error }));
      }, CHECK_MS).unref();
    },

    stop() {
      if (timer) clearInterval(timer);
      timer = null;
      return checking;
    },
  };
}
