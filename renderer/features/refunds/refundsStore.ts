import { create } from 'zustand';
import type { RefundShow } from '../../../shared/contract/refunds.ts';

interface RefundsStore {
  profileId: string | null;
  show: RefundShow;
  text: string;
  activeId: string | null;
  /** Whether the active refund's details are open. */
  open: boolean;
  /** Begins afresh for another merchant; keeps everything for the same one. */
  enter: (profileId: string) => void;
  showOnly: (show: RefundShow) => void;
  searchFor: (text: string) => void;
  activate: (id: string) => void;
  openDetails: (id: string) => void;
  closeDetails: () => void;
}

const fresh = { show: 'all' as RefundShow, text: '', activeId: null, open: false };

/** The view's memory: what is shown and what is open survive a visit to another view. */
export const useRefunds = create<RefundsStore>()((set, get) => ({
  profileId: null,
  ...fresh,
  enter: (profileId) => {
    if (get().profileId !== profileId) set({ profileId, ...fresh });
  },
  showOnly: (show) => set({ show }),
  searchFor: (text) => set({ text }),
  activate: (activeId) => set({ activeId }),
  openDetails: (activeId) => set({ activeId, open: true }),
  closeDetails: () => set({ open: false }),
}));
