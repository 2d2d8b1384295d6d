import { create } from 'zustand';
import type { DifferenceFilter } from '../../../shared/contract/reconciliation.ts';
import { addDays, type BusinessDate } from '../../../shared/domain/time.ts';
import { onNewPerson } from '../../app/person.ts';
import { useApp } from '../../app/store.ts';
import { useToday } from '../../app/useNow.ts';

export type ReconciliationTab = 'day' | 'statements' | 'month' | 'charts';
/** What stands below a day's verdict. */
export type DayPart = 'differences' | 'totals' | 'sources' | 'fees';

interface ReconciliationStore {
  tab: ReconciliationTab;
  /** The day in hand; `null` until one was chosen: see {@link useDay}. */
  chosen: BusinessDate | null;
  part: DayPart;
  /** Differences of all days, or of the day in hand. */
  allDays: boolean;
  filter: Omit<DifferenceFilter, 'day'>;
  activeId: string | null;
  open: boolean;
  show: (tab: ReconciliationTab) => void;
  choose: (day: BusinessDate) => void;
  turnTo: (part: DayPart) => void;
  overAllDays: (all: boolean) => void;
  filterBy: (change: Partial<ReconciliationStore['filter']>) => void;
  clearFilter: () => void;
  activate: (id: string | null) => void;
  openDifference: (id: string) => void;
  closeDifference: () => void;
}

/** What is looked at first: whatever nobody has resolved. */
const unfiltered: ReconciliationStore['filter'] = { states: ['open'] };

/** Where the reader is in reconciliation; kept while they look at other views. */
export const useReconciliation = create<ReconciliationStore>()((set) => ({
  tab: 'day',
  chosen: null,
  part: 'differences',
  allDays: false,
  filter: unfiltered,
  activeId: null,
  open: false,
  show: (tab) => set({ tab }),
  choose: (day) => set({ chosen: day, tab: 'day', allDays: false, open: false, activeId: null }),
  turnTo: (part) => set({ part }),
  overAllDays: (allDays) => set({ allDays }),
  filterBy: (change) =>
    set(({ filter }) => {
      const next = { ...filter, ...change };
      // An absent key does not filter; an empty list would match nothing.
      for (const key of Object.keys(next) as (keyof typeof next)[]) {
        const value = next[key];
        if (value === undefined || (Array.isArray(value) && value.length === 0)) delete next[key];
      }
      return { filter: next };
    }),
  clearFilter: () => set({ filter: {} }),
  activate: (activeId) => set({ activeId }),
  openDifference: (activeId) => set({ activeId, open: true }),
  closeDifference: () => set({ open: false }),
}));

onNewPerson(() => useReconciliation.setState(useReconciliation.getInitialState()));

/** The day in hand: the one chosen, else the newest that can have statements. In practice those are made at once. */
export function useDay(): BusinessDate {
  const chosen = useReconciliation((s) => s.chosen);
  const today = useToday();
  const practice = useApp().environment === 'practice';
  return chosen ?? (practice ? today : addDays(today, -1));
}
