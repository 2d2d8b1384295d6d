import { setTimeout as sleep } from 'node:timers/promises';
import type { Practice } from '../practice.ts';
import type { Order } from '../store/orders.ts';
import type { Refund } from '../store/refunds.ts';
import { compact } from '../wire/jsonText.ts';
import { signText } from '../wire/keys.ts';
import { deliver, refusedUrl, type Delivery } from './deliver.ts';
import { closeNotice, paymentNotice, refundNotice } from './texts.ts';

/** One notice and what became of it, for the control address. */
export interface Notice {
  id: number;
  kind: 'payment' | 'booking' | 'refund' | 'close';
  requestNumber: string;
  url: string;
  /** `refused`: the address may not be called, for `reason`. `gaveUp`: four deliveries without acknowledgement. */
  state: 'sending' | 'acknowledged' | 'gaveUp' | 'refused' | 'lost';
  reason: string | null;
  deliveries: Delivery[];
}

/**
 * Sends the notices of what happens to orders (huifu-api.md §5): signed as one text, form-encoded, four deliveries at
 * most. Notices live in memory: like the real ones, they may never arrive, and queries must do without them.
 */
export interface Notifier {
  /** Two notices: the trade at once, the booking when it is booked. */
  paid(order: Order): void;
  declined(order: Order): void;
  /** Hosted orders only; aggregated closes have a query instead. */
  closed(order: Order): void;
  refunded(order: Order, refund: Refund): void;
  /** Newest first. */
  list(): Notice[];
  clear(): void;
  /** Ends every delivery at once. */
  close(): void;
}

const MAX_KEPT = 500;

export function createNotifier(practice: () => Practice): Notifier {
  const notices: Notice[] = [];
  const closing = new AbortController();
  let lastId = 0;

  type Draft = Pick<Notice, 'kind' | 'requestNumber' | 'url'> & {
    afterMs: number;
    text: () => Record<string, unknown>;
  };

  function start(draft: Draft, times: number): void {
    const { kind, requestNumber, url } = draft;
    if (url === '') return;
    const reason = refusedUrl(url);
    const isLost = !reason && practice().faults.take('lostNotices') !== undefined;
    const state = reason ? 'refused' : isLost ? 'lost' : 'sending';
    for (let copy = 0; copy < times; copy += 1) {
      const notice: Notice = { id: ++lastId, kind, requestNumber, url, state, reason, deliveries: [] };
      notices.unshift(notice);
      notices.length = Math.min(notices.length, MAX_KEPT);
      if (state === 'sending') void send(notice, draft).catch(() => undefined);
    }
  }

  async function send(notice: Notice, { afterMs, text }: Draft): Promise<void> {
    const { timing, huifuKey } = practice();
    await pause(afterMs);
    const data = compact(text(), 'asGiven');
    const form = new URLSearchParams({
      resp_code: '10000',
      resp_desc: '成功调用',
      sign: signText(data, huifuKey),
      resp_data: data,
    });
    for (const wait of [0, ...timing.noticeRetryMs]) {
      await pause(wait);
      const delivery = await deliver({
        url: notice.url,
        form: form.toString(),
        acknowledgement: `RECV_ORD_ID_${notice.requestNumber}`,
        timeoutMs: timing.noticeTimeoutMs,
        signal: closing.signal,
      });
      notice.deliveries.push(delivery);
      if (delivery === 'acknowledged') return void (notice.state = 'acknowledged');
    }
    notice.state = 'gaveUp';
  }

  function pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { ref: false, signal: closing.signal });
  }

  function orderNotice(order: Order, kind: 'payment' | 'booking', afterMs: number): Draft {
    const type = kind === 'payment' ? 1 : 2;
    const { requestNumber, notifyUrl: url } = order;
    return { kind, requestNumber, url, afterMs, text: () => paymentNotice(practice(), order, type) };
  }

  return {
    paid(order) {
      if (order.notifyUrl === '') return;
      const { timing, faults } = practice();
      const times = faults.take('duplicateNotices') ? 2 : 1;
      const isReordered = faults.take('reorderedNotices') !== undefined;
      start(orderNotice(order, 'payment', isReordered ? timing.bookingMs * 2 : 0), times);
      start(orderNotice(order, 'booking', timing.bookingMs), times);
    },
    declined: (order) => start(orderNotice(order, 'payment', 0), 1),
    closed(order) {
      if (order.family !== 'hosting') return;
      const { requestNumber, notifyUrl: url } = order;
      start({ kind: 'close', requestNumber, url, afterMs: 0, text: () => closeNotice(order) }, 1);
    },
    refunded(order, refund) {
      const { requestNumber, notifyUrl: url } = refund;
      start({ kind: 'refund', requestNumber, url, afterMs: 0, text: () => refundNotice(practice(), order, refund) }, 1);
    },
    list: () => notices.map((notice) => ({ ...notice, deliveries: [...notice.deliveries] })),
    clear: () => void (notices.length = 0),
    close: () => closing.abort(),
  };
}
