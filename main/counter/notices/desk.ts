import type { Payment } from '../../../shared/domain/payment.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import { createNoticeReader, type Notice, type RefundNotification } from '../../gateway/notices/notice.ts';
import { webhookNumbers } from '../../gateway/notices/webhook.ts';
import type { NoticeMove, NoticeState, StoredNotice } from '../../ledger/interfaces/counter.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { PaymentsRoom } from '../../payments/room.ts';

export interface NoticeDeskNeeds {
  ledger: Pick<Ledger, 'noticesIn' | 'moveNotices' | 'payment' | 'searchNumbers'>;
  profile(): Profile;
  payments: Pick<PaymentsRoom, 'noticed' | 'hinted'>;
  /** Whoever keeps refunds. Resolves to whether the refund is known and its news recorded. */
  onRefundNotice(notice: RefundNotification): Promise<boolean>;
  warn(message: string, fields: Record<string, string | number | null>): void;
}

/** Works off the notifications of one merchant that are on disk: each once, in the order in which they came. */
export interface NoticeDesk {
  /** Takes up what an earlier run left: what was not looked at, orphans whose order may be known by now. */
  resume(): void;
  /** There is something new on disk. */
  wake(): void;
  /** Resolves when nothing is left to do. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Read at once; more wait on disk. */
const BATCH = 100;
const MAX_ORPHANS = 1_000;
const RETRY_MS = 5_000;

export function createNoticeDesk(needs: NoticeDeskNeeds): NoticeDesk {
  let running: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function start(work: () => Promise<void>): void {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = work()
      .catch((error: unknown) => {
        // Nothing is lost: they stay on disk as they are.
        needs.warn('notices could not be worked off', { error: String(error) });
        timer = setTimeout(() => start(() => workOff(['stored'], true)), RETRY_MS).unref();
      })
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        start(() => workOff(['stored'], false));
      });
  }

  async function workOff(states: NoticeState[], mayBeKnown: boolean): Promise<void> {
    for (;;) {
      if (stopped) return;
      const notices = await needs.ledger.noticesIn(
        needs.profile().id,
        states,
        states[0] === 'stored' ? BATCH : MAX_ORPHANS,
      );
      const moves: NoticeMove[] = [];
      try {
        for (const notice of notices) {
          const to = await handle(notice, mayBeKnown);
          if (to !== notice.state) moves.push({ id: notice.id, from: notice.state, to });
        }
      } finally {
        if (moves.length > 0) await needs.ledger.moveNotices(moves);
      }
      // Orphans that stay orphans would be read for ever.
      if (states[0] !== 'stored' || notices.length < BATCH) return;
    }
  }

  async function handle(stored: StoredNotice, mayBeKnown: boolean): Promise<NoticeState> {
    if (stored.source === 'webhook') return hint(stored);
    const notice = createNoticeReader(needs.profile()).reread(stored.text, stored.sign);
    if (!notice) return 'kept';
    const { about } = notice;
    switch (about.kind) {
      case 'other':
        return 'kept';
      case 'refund':
        return (await needs.onRefundNotice(about.refund)) ? 'done' : 'orphan';
      case 'payment':
      case 'close': {
        const payment = await find(notice.requestNumber, notice);
        if (!payment) return 'orphan';
        const { respCode, respDesc } = notice;
        const recorded = await needs.payments.noticed(payment.id, { ...about, respCode, respDesc }, mayBeKnown);
        if (recorded) return 'done';
        needs.warn('a notice contradicts the record', { payment: payment.id, notice: stored.id });
        needs.payments.hinted(payment.id);
        return 'refused';
      }
    }
  }

  async function hint(stored: StoredNotice): Promise<NoticeState> {
    for (const number of webhookNumbers(stored.text)) {
      const payment = await find(number, null);
      if (!payment) continue;
      needs.payments.hinted(payment.id);
      return 'done';
    }
    return 'orphan';
  }

  /** Payments that were made here have their request number for an id; adopted ones are searched for. */
  async function find(number: string, notice: Notice | null): Promise<Payment | null> {
    const fits = (payment: Payment) =>
      payment.profileId === needs.profile().id &&
      (!notice?.requestDate || payment.requestDate === notice.requestDate || payment.requestNumber !== number);
    const own = await needs.ledger.payment(number);
    if (own && fits(own)) return own;
    const hits = await needs.ledger.searchNumbers(needs.profile().id, number, 5);
    const hit = hits.find(({ payment }) => numbersOf(payment).includes(number) && fits(payment));
    return hit?.payment ?? null;
  }

  async function settled(): Promise<void> {
    if (!running) return;
    await running;
    await settled();
  }

  return {
    resume() {
      start(async () => {
        await workOff(['stored'], true);
        await workOff(['orphan'], true);
      });
    },
    wake: () => start(() => workOff(['stored'], false)),
    settled,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

function numbersOf(payment: Payment): (string | null)[] {
  return [payment.requestNumber, payment.huifuNumber, payment.partyOrderNumber];
}
