import { create } from 'zustand';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { RealAnswer } from '../../../shared/contract/closing.ts';
import { call } from '../../app/api.ts';
import type { RouteParams } from '../../app/store.ts';

export type ClosingTab = NonNullable<RouteParams['tab']>;
export const closingTabs: readonly ClosingTab[] = ['orders', 'real', 'query', 'history', 'catchUp'];

interface ClosingStore {
  profileId: string;
  tab: ClosingTab;
  /** The latest check of a payment: what was asked, and what came of it. */
  checked: { turn: number; text: string; answer: RealAnswer | null; error: ConsoleError | null } | null;
  checking: boolean;
  /** Another merchant's results are not shown. */
  enter: (profileId: string) => void;
  openTab: (tab: ClosingTab) => void;
  check: (text: string) => Promise<void>;
  clearCheck: () => void;
}

/** Counts checks, so that the same answer twice is said twice. */
let turns = 0;

const NOTHING = { checked: null, checking: false };

/** What the closing view keeps while another view is on screen. */
export const useClosing = create<ClosingStore>()((set, get) => ({
  profileId: '',
  tab: 'orders',
  ...NOTHING,
  enter: (profileId) => {
    if (get().profileId !== profileId) set({ profileId, tab: 'orders', ...NOTHING });
  },
  openTab: (tab) => set({ tab }),
  check: async (text) => {
    if (get().checking || text.trim().length < 4) return;
    const { profileId } = get();
    set({ checking: true });
    const answer = await call('closing.checkReal', { text: text.trim() });
    if (get().profileId !== profileId) return;
    const came = answer.ok ? { answer: answer.data, error: null } : { answer: null, error: answer.error };
    turns += 1;
    set({ checking: false, checked: { turn: turns, text: text.trim(), ...came } });
  },
  clearCheck: () => set({ checked: null }),
}));
