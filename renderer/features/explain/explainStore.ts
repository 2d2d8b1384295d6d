import { create } from 'zustand';
import type { CloseResult } from '../../../shared/domain/closing.ts';
import type { Situation } from '../payment/explain.ts';

/** What is explained: a payment's situation, the result of a close, or a code with its text. */
export type Topic =
  | { kind: 'situation'; id: Situation }
  | { kind: 'close'; id: CloseResult }
  | { kind: 'code'; code: string; text: string };

/** The panel that explains; `browse` is its list of everything. */
export const useExplain = create<{
  open: boolean;
  topic: Topic | null;
  explain: (topic: Topic) => void;
  browse: () => void;
  close: () => void;
}>()((set) => ({
  open: false,
  topic: null,
  explain: (topic) => set({ open: true, topic }),
  browse: () => set({ open: true, topic: null }),
  close: () => set({ open: false }),
}));
