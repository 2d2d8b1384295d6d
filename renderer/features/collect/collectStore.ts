import { create } from 'zustand';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { PaymentDetail } from '../../../shared/contract/payments.ts';
import { toYuan, type Fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { call } from '../../app/api.ts';
import { onNewPerson } from '../../app/person.ts';
import { readAmount, readNote } from './amountEntry.ts';

/** One press of Enter: what was asked for, under an id of its own, so that however often it is sent it is one payment. */
export interface Attempt {
  id: string;
  amount: Fen;
  note: string;
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

const fresh = {
  amount: '',
  note: '',
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
  async function charge(attempt: Attempt): Promise<void> {
    const { stage } = get();
    set({
      pressed: false,
      stage: { kind: 'creating', attempt },
      behind: stage.kind === 'creating' ? [...get().behind, stage.attempt] : get().behind,
    });
    const answer = await call('payments.collect', {
      attemptId: attempt.id,
      profileId: get().profileId ?? '',
      amount: attempt.amount,
      note: attempt.note,
    });
    const now = get();
    const waitedFor = now.stage.kind === 'creating' && now.stage.attempt.id === attempt.id;
    const behind = now.behind.filter((other) => other.id !== attempt.id);
    if (answer.ok) set({ behind, ...(waitedFor ? { stage: { kind: 'payment', payment: answer.data } } : {}) });
    else if (waitedFor) {
      set({ stage: { kind: 'refused', attempt, error: answer.error } });
      // Nothing came of it, so the amount goes back into an empty field: Enter tries again.
      if (now.amount === '' && now.note === '') set({ amount: toYuan(attempt.amount), note: attempt.note });
    } else set({ behind, refusals: [...now.refusals, { attempt, error: answer.error }] });
    await get().readOpen();
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
      set({ amount, pressed: false, ...(begins ? { stage: { kind: 'idle' } } : {}) });
    },
    typeNote: (note) => set({ note }),
    press: () => {
      const { amount, note, stage } = get();
      const reading = readAmount(amount);
      // A second Enter finds the field empty, and asks for nothing.
      if (amount === '') return isFinished(stage) ? get().next() : set({ pressed: stage.kind === 'idle' });
      if (reading.kind === 'problem' && reading.plain !== null) return set({ amount: reading.plain, pressed: false });
      if (reading.kind !== 'amount' || readNote(note)) return set({ pressed: true });
      set({ amount: '', note: '' });
      void charge({ id: crypto.randomUUID(), amount: reading.fen, note: note.trim() });
    },
    retry: ({ id, amount, note }) => {
      // The fields may hold what was put back; it must not be charged a second time by the next Enter.
      if (get().amount === toYuan(amount)) set({ amount: '', note: '' });
      set({ refusals: get().refusals.filter(({ attempt }) => attempt.id !== id) });
      void charge({ id: crypto.randomUUID(), amount, note });
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
      const waiting = first ? open.find((p) => p.link !== null && p.expiresAt > Date.now()) : undefined;
      set({ open, ...(waiting ? { stage: { kind: 'payment', payment: waiting } } : {}) });
    },
  };
});

onNewPerson(() => useCollect.setState(useCollect.getInitialState()));
