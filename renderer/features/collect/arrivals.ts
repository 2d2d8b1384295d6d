import { create } from 'zustand';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { onNewPerson } from '../../app/person.ts';

const RECENT = 3;

/** How long after its link's end a payment is still news: not what a catch-up finds the next morning. */
const NEWS_MS = 180_000;

interface Arrivals {
  profileId: string | null;
  /** The last payments that arrived while this window was open, newest first. */
  recent: Payment[];
  /** Paid after a cancel or an expiry, until somebody has seen it. */
  late: Payment[];
  /** Takes a paid payment in; `true` if it is to be said aloud: the first time, and while it is news. */
  take: (profileId: string, payment: Payment, now: Instant) => boolean;
  /** Another merchant is on the screen (or practice mode): what arrived for the last one is not shown here. */
  enter: (profileId: string) => void;
  seen: (paymentId: string) => void;
}

/** Ids already taken in; kept beside the store, since a payment is announced once even across merchants. */
const taken = new Set<string>();

/** Money that arrived, whichever view is open. */
export const useArrivals = create<Arrivals>()((set, get) => ({
  profileId: null,
  recent: [],
  late: [],
  enter: (profileId) => {
    if (get().profileId !== profileId) set({ profileId, recent: [], late: [] });
  },
  take: (profileId, payment, now) => {
    get().enter(profileId);
    const { recent, late } = get();
    if (payment.alert === 'paidAfterEnd' && !late.some(({ id }) => id === payment.id))
      set({ late: [...late, payment] });
    if (taken.has(payment.id)) return false;
    taken.add(payment.id);
    set({ recent: [payment, ...recent].slice(0, RECENT) });
    return now <= payment.expiresAt + NEWS_MS;
  },
  seen: (paymentId) => set({ late: get().late.filter(({ id }) => id !== paymentId) }),
}));

onNewPerson(() => useArrivals.setState(useArrivals.getInitialState()));
