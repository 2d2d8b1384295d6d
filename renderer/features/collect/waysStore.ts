import { create } from 'zustand';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { Preset, WaySettings, WaysView } from '../../../shared/contract/ways.ts';
import { wayChoices, type WayChoice } from '../../../shared/domain/way.ts';
import { call } from '../../app/api.ts';

interface WaysStore {
  profileId: string | null;
  /** `null` until read for the merchant on the screen. */
  view: WaysView | null;
  /** `*` was pressed; the next digit chooses a preset. */
  choosing: boolean;
  /** Reads anew; another merchant's ways are forgotten at once. */
  enter: (profileId: string) => Promise<void>;
  choose: (choice: WayChoice) => Promise<void>;
  save: (settings: WaySettings) => Promise<ConsoleError | null>;
  await: (choosing: boolean) => void;
}

/** How the merchant on the screen collects; one for the counter and the settings. */
export const useWays = create<WaysStore>()((set, get) => ({
  profileId: null,
  view: null,
  choosing: false,
  enter: async (profileId) => {
    if (get().profileId !== profileId) set({ profileId, view: null, choosing: false });
    const answer = await call('ways.read');
    if (answer.ok && get().profileId === profileId) set({ view: answer.data });
  },
  choose: async (choice) => {
    const { view } = get();
    if (!view || view.choice === choice) return;
    // Shown at once: the next Enter goes this way, kept or not.
    set({ view: { ...view, choice } });
    await call('ways.choose', { choice });
  },
  save: async (settings) => {
    const answer = await call('ways.save', settings);
    if (!answer.ok) return answer.error;
    set({ view: answer.data });
    return null;
  },
  await: (choosing) => set({ choosing }),
}));

/** What can be chosen now, in the order of the screen. */
export function offered(view: WaysView | null): WayChoice[] {
  return view ? wayChoices.filter((choice) => view.settings.on.includes(choice)) : [];
}

/** The way after the one that is chosen; round and round. */
export function nextChoice(view: WaysView | null): WayChoice | null {
  const all = offered(view);
  const place = view ? all.indexOf(view.choice) : -1;
  return all.length > 1 ? all[(place + 1) % all.length]! : null;
}

/** The preset that a digit stands for, from 1. */
export function presetAt(view: WaysView | null, digit: string): Preset | null {
  return view?.settings.presets[Number(digit) - 1] ?? null;
}
