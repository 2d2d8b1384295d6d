import { create } from 'zustand';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { formatYuan, toYuan, type Fen } from '../../../shared/domain/money.ts';
import type { Preset } from '../../../shared/contract/ways.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { isEnded } from '../../../shared/domain/paymentState.ts';
import type { WayChoice } from '../../../shared/domain/way.ts';
import { call } from '../../app/api.ts';
import { onNewPerson } from '../../app/person.ts';
import { readAmount, readNote } from './amountEntry.ts';
import { useWays } from './waysStore.ts';

/** One press of Enter: what was asked for, under an id of its own, so that however often it is sent it is one payment. */
export interface Attempt {
  id: string;
  amount: Fen;
  note: string;
  /** How it is to be paid; `code`: by a payment code, which is kept nowhere and cannot be tried again. */
  way: WayChoice | 'code' | null;
  /** Minutes that the customer has, where a preset says so. */
  minutes: number | null;
}

/** What the large half of the counter shows. */
export type Stage =
  | { kind: 'idle' }
  | { kind: 'creating'; attempt: Attempt }
  | { kind: 'payment'; payment: Payment }
  | { kind: 'refused'; attempt: Attempt; error: ConsoleError };

interface CollectStore {
  profileId: string | null;
  amount: string;
  note: string;
  /** What a preset has set beside amount and note, until the next payment. */
  minutes: number | null;
  /** Enter was pressed on something that is not an amount; cleared by the next key. */
  pressed: boolean;
  stage: Stage;
  /** Open payments, newest first, the one on the stage included. `null` until first read. */
  open: Payment[] | null;
  /** Attempts whose answer is still out and that are not on the stage any more. */
  behind: Attempt[];
  /** Refusals that came while another payment was on the stage. */
  refusals: { attempt: Attempt; error: ConsoleError }[];
  /** When the close of a payment cancelled here goes out. */
  closing: Record<string, PaymentDetail['closing']>;

  /** Begins afresh for another merchant; keeps everything for the same one. */
  enter: (profileId: string) => void;
  typeAmount: (text: string) => void;
  typeNote: (text: string) => void;
  /** Enter: puts the plain form in place, charges, or begins the next; says nothing while there is nothing to do. */
  press: () => void;
  /** Fills in what is sold often; Enter, or a scanned payment code, charges it. */
  fillIn: (preset: Preset) => void;
  /**
   * Charges a scanned payment code with what stands in the fields.
   *
   * @returns why nothing was charged, or `null`
   */
  scanned: (code: string) => Promise<ScanRefusal | null>;
  /** Tries a refused attempt again, as a new one. */
  retry: (attempt: Attempt) => void;
  show: (payment: Payment) => void;
  /** Takes note of how the payment on the stage stands now. */
  learn: (payment: Payment) => void;
  /** Clears the stage for the next payment. */
  next: () => void;
  /** Puts an amount and a note back into the fields. */
  refill: (amount: Fen, note: string) => void;
  cancelled: (detail: PaymentDetail) => void;
  dismissRefusal: (attemptId: string) => void;
  readOpen: () => Promise<void>;
}

/** Somebody may be waiting for it: a code that can be paid, or a customer who types a password. */
function standsAtTheCounter({ way, link, state, expiresAt }: Payment): boolean {
  return expiresAt > Date.now() && (link !== null || (way === 'code' && state !== 'created'));
}

/** Why a scanned payment code was not charged. */
export type ScanRefusal =
  | { kind: 'noAmount' | 'badAmount' | 'badNote' | 'off' }
  | { kind: 'busy'; /** Of the payment that is still open; empty while it is being placed. */ amount: string };

const fresh = {
  amount: '',
  note: '',
  minutes: null,
  pressed: false,
  stage: { kind: 'idle' } as Stage,
  open: null,
  behind: [],
  refusals: [],
  closing: {},
};

/** Whether the stage shows something finished, which the first key of the next payment clears away. */
function isFinished(stage: Stage): boolean {
  if (stage.kind === 'refused') return true;
  return (
    stage.kind === 'payment' &&
    (stage.payment.state === 'paid' || stage.payment.state === 'failed' || stage.payment.state === 'closed')
  );
}

/** The counter's memory: survives a visit to another view, and is one for the whole window. */
export const useCollect = create<CollectStore>()((set, get) => {
  function place(attempt: Attempt, code: string | null): Promise<Answered<Payment>> {
    const { id: attemptId, amount, note, way, minutes } = attempt;
    const asked = { attemptId, profileId: get().profileId ?? '', amount, note };
    if (code !== null) return call('payments.chargeCode', { ...asked, code });
    const how = { ...(way && way !== 'code' ? { choice: way } : {}), ...(minutes === null ? {} : { minutes }) };
    return call('payments.collect', { ...asked, ...how });
  }

  async function charge(attempt: Attempt, code: string | null = null): Promise<void> {
    const { stage } = get();
    set({
      pressed: false,
      stage: { kind: 'creating', attempt },
      behind: stage.kind === 'creating' ? [...get().behind, stage.attempt] : get().behind,
    });
    const answer = await place(attempt, code);
    const now = get();
    const waitedFor = now.stage.kind === 'creating' && now.stage.attempt.id === attempt.id;
    const behind = now.behind.filter((other) => other.id !== attempt.id);
    if (answer.ok) set({ behind, ...(waitedFor ? { stage: { kind: 'payment', payment: answer.data } } : {}) });
    else if (waitedFor) {
      set({ stage: { kind: 'refused', attempt, error: answer.error } });
      // Nothing came of it, so the amount goes back into an empty field: Enter, or another scan, tries again.
      if (now.amount === '' && now.note === '')
        set({ amount: toYuan(attempt.amount), note: attempt.note, minutes: attempt.minutes });
    } else set({ behind, refusals: [...now.refusals, { attempt, error: answer.error }] });
    await get().readOpen();
  }

  /**
   * An earlier payment code that has no result yet, as far as this window knows; the main process knows for certain.
   *
   * @returns its amount, or `null` when there is none
   */
  function openCode(): Fen | null {
    const { stage, behind, open } = get();
    const creating = stage.kind === 'creating' ? [...behind, stage.attempt] : behind;
    const shown = stage.kind === 'payment' ? [stage.payment] : [];
    const payments = [...shown, ...(open ?? [])].filter(({ state }) => !isEnded(state));
    return [...creating, ...payments].find(({ way }) => way === 'code')?.amount ?? null;
  }

  /** Asks for the charge beside what is on the stage: most likely it is refused, and the first one stays in view. */
  async function chargeBeside(attempt: Attempt, code: string): Promise<ScanRefusal | null> {
    const answer = await place(attempt, code);
    if (answer.ok) {
      set({ stage: { kind: 'payment', payment: answer.data }, amount: '', note: '', minutes: null });
      await get().readOpen();
      return null;
    }
    if (answer.error.code === 'codeBusy')
      return { kind: 'busy', amount: String(answer.error.params?.['amount'] ?? '') };
    set({ refusals: [...get().refusals, { attempt, error: answer.error }] });
    return null;
  }

  return {
    profileId: null,
    ...fresh,
    enter: (profileId) => {
      if (get().profileId !== profileId) set({ profileId, ...fresh });
    },
    typeAmount: (amount) => {
      const { stage } = get();
      const begins = amount !== '' && stage.kind === 'payment' && isFinished(stage);
      const minutes = amount === '' ? null : get().minutes;
      set({ amount, minutes, pressed: false, ...(begins ? { stage: { kind: 'idle' } } : {}) });
    },
    typeNote: (note) => set({ note }),
    press: () => {
      const { amount, note, stage, minutes } = get();
      const reading = readAmount(amount);
      // A second Enter finds the field empty, and asks for nothing.
      if (amount === '') return isFinished(stage) ? get().next() : set({ pressed: stage.kind === 'idle' });
      if (reading.kind === 'problem' && reading.plain !== null) return set({ amount: reading.plain, pressed: false });
      if (reading.kind !== 'amount' || readNote(note)) return set({ pressed: true });
      set({ amount: '', note: '', minutes: null });
      const way = useWays.getState().view?.choice ?? null;
      void charge({ id: crypto.randomUUID(), amount: reading.fen, note: note.trim(), way, minutes });
    },
    fillIn: ({ amount, goods, minutes }) => {
      const { stage } = get();
      const begins = stage.kind === 'payment' && isFinished(stage);
      set({
        ...(amount === null ? {} : { amount: toYuan(amount) }),
        ...(goods === '' ? {} : { note: goods }),
        minutes,
        pressed: false,
        ...(begins ? { stage: { kind: 'idle' } } : {}),
      });
    },
    scanned: async (code) => {
      const { amount, note } = get();
      if (useWays.getState().view?.settings.paymentCodes === false) return { kind: 'off' };
      const earlier = openCode();
      if (amount.trim() === '' && earlier !== null) return { kind: 'busy', amount: formatYuan(earlier) };
      if (amount.trim() === '') return { kind: 'noAmount' };
      const reading = readAmount(amount);
      if (reading.kind !== 'amount') return { kind: 'badAmount' };
      if (readNote(note)) return { kind: 'badNote' };
      const attempt: Attempt = {
        id: crypto.randomUUID(),
        amount: reading.fen,
        note: note.trim(),
        way: 'code',
        minutes: null,
      };
      if (earlier !== null) return chargeBeside(attempt, code);
      set({ amount: '', note: '', minutes: null });
      void charge(attempt, code);
      return null;
    },
    retry: ({ id, amount, note, way, minutes }) => {
      // The fields may hold what was put back; it must not be charged a second time by the next Enter.
      if (get().amount === toYuan(amount)) set({ amount: '', note: '' });
      set({ refusals: get().refusals.filter(({ attempt }) => attempt.id !== id) });
      void charge({ id: crypto.randomUUID(), amount, note, way, minutes });
    },
    show: (payment) => set({ stage: { kind: 'payment', payment } }),
    learn: (payment) => {
      const { stage } = get();
      if (stage.kind === 'payment' && stage.payment.id === payment.id) set({ stage: { kind: 'payment', payment } });
    },
    next: () => set({ stage: { kind: 'idle' }, pressed: false }),
    refill: (amount, note) => set({ amount: toYuan(amount), note, pressed: false, stage: { kind: 'idle' } }),
    cancelled: ({ payment, closing }) =>
      set({ closing: { ...get().closing, [payment.id]: closing }, stage: { kind: 'idle' } }),
    dismissRefusal: (attemptId) => set({ refusals: get().refusals.filter(({ attempt }) => attempt.id !== attemptId) }),
    readOpen: async () => {
      const { profileId } = get();
      const answer = await call('payments.open');
      if (!answer.ok || get().profileId !== profileId) return;
      const open = answer.data.toSorted((a, b) => b.createdAt - a.createdAt);
      // After a restart the customer may still stand before the code: show the newest that can be paid.
      const first = get().open === null && get().stage.kind === 'idle';
      const waiting = first ? open.find(standsAtTheCounter) : undefined;
      set({ open, ...(waiting ? { stage: { kind: 'payment', payment: waiting } } : {}) });
    },
  };
});

onNewPerson(() => useCollect.setState(useCollect.getInitialState()));
