import { create } from 'zustand';
import type { CredentialDraft, ProfileView } from '../../../shared/contract/profiles.ts';
import { onNewPerson } from '../../app/person.ts';

interface Setup {
  /** `draft`: credentials are being put in; `check`: a saved profile is being tried. */
  stage: 'idle' | 'draft' | 'check';
  draft: CredentialDraft | null;
  /** The profile whose keys the draft replaces. */
  replacing: ProfileView | null;
  profileId: string | null;
  /** Where it began, and so where it ends: the settings, or the counter after the first run. */
  fromSettings: boolean;
  begin: (draft: CredentialDraft, from: { settings: boolean; replacing?: ProfileView }) => void;
  updated: (draft: CredentialDraft) => void;
  /** Tries a saved profile; `from` is needed only where no draft came before. */
  check: (profileId: string, from?: { settings: boolean }) => void;
  end: () => void;
}

const nothing = { stage: 'idle', draft: null, replacing: null, profileId: null, fromSettings: false } as const;

/** Connecting a merchant takes the whole window, from the first run as well as from the settings. */
export const useSetup = create<Setup>()((set) => ({
  ...nothing,
  begin: (draft, from) =>
    set({ stage: 'draft', draft, replacing: from.replacing ?? null, profileId: null, fromSettings: from.settings }),
  updated: (draft) => set({ draft }),
  check: (profileId, from) =>
    set({ stage: 'check', draft: null, replacing: null, profileId, ...(from ? { fromSettings: from.settings } : {}) }),
  end: () => set(nothing),
}));

onNewPerson(() => useSetup.setState(useSetup.getInitialState()));
