import { create } from 'zustand';
import type { PaymentColumn, SavedView } from '../../../shared/contract/payments.ts';
import { onNewPerson } from '../../app/person.ts';
import { fromView, noFilter, type ListFilter } from './filterModel.ts';
import { defaultColumns } from './paymentTable.tsx';

interface TransactionsStore {
  profileId: string | null;
  filter: ListFilter;
  columns: readonly PaymentColumn[];
  /** What stands in the search box; while there is anything, hits take the place of the list. */
  search: string;
  /** The payment that the keys act on. */
  activeId: string | null;
  /** Whether its details are open. */
  open: boolean;
  /** A payment for which the gateway shall be asked as soon as its details are there. */
  ask: string | null;
  /** The payment that is being refunded in a dialog. */
  refunding: string | null;

  /** Begins afresh for another merchant; keeps everything for the same one. */
  enter: (profileId: string) => void;
  filterBy: (change: Partial<ListFilter>) => void;
  clearFilter: () => void;
  chooseColumns: (columns: readonly PaymentColumn[]) => void;
  apply: (view: SavedView) => void;
  searchFor: (text: string) => void;
  activate: (id: string) => void;
  openDetails: (id: string, ask?: boolean) => void;
  closeDetails: () => void;
  asked: () => void;
  refund: (id: string | null) => void;
}

const fresh = {
  filter: noFilter,
  columns: defaultColumns,
  search: '',
  activeId: null,
  open: false,
  ask: null,
  refunding: null,
};

/** The view's memory: filter, columns, search and what is open survive a visit to another view. */
export const useTransactions = create<TransactionsStore>()((set, get) => ({
  profileId: null,
  ...fresh,
  enter: (profileId) => {
    if (get().profileId !== profileId) set({ profileId, ...fresh });
  },
  filterBy: (change) => set({ filter: { ...get().filter, ...change } }),
  clearFilter: () => set({ filter: noFilter }),
  chooseColumns: (columns) => set({ columns }),
  apply: (view) => set({ filter: fromView(view), columns: view.columns, search: '' }),
  searchFor: (search) => set({ search }),
  activate: (activeId) => set({ activeId }),
  openDetails: (activeId, ask = false) => set({ activeId, open: true, ask: ask ? activeId : null }),
  closeDetails: () => set({ open: false, ask: null }),
  asked: () => set({ ask: null }),
  refund: (refunding) => set({ refunding, ...(refunding === null ? {} : { activeId: refunding, open: true }) }),
}));

onNewPerson(() => useTransactions.setState(useTransactions.getInitialState()));
