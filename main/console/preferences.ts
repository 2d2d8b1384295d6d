import { preferencesChangeSchema, type Preferences, type PreferencesChange } from '../../shared/contract/app.ts';
import type { Environment } from '../../shared/domain/profile.ts';
import type { Ledger } from '../ledger/types.ts';
import { z } from 'zod';

/** Chinese first; the first till point of a shop. */
export const defaultPreferences: Preferences = {
  language: 'zh-CN',
  theme: 'system',
  sound: true,
  till: '01',
  idleMinutes: 10,
};

/** Which live profile was open last, and whether practice mode was on the screen instead. */
export interface LastActive {
  environment: Environment;
  profileId: string | null;
}

const lastActiveSchema = z.object({ environment: z.enum(['live', 'practice']), profileId: z.string().nullable() });

/** Preferences of this machine, kept in the live ledger. A value that does not parse is replaced by its default. */
export async function loadPreferences(ledger: Ledger): Promise<Preferences> {
  const stored = preferencesChangeSchema.safeParse(parseJson(await ledger.setting('preferences')));
  return changedPreferences(defaultPreferences, stored.success ? stored.data : {});
}

/** `preferences` with the values of `change`; keys that are absent or undefined stay as they are. */
export function changedPreferences(preferences: Preferences, change: PreferencesChange): Preferences {
  const { language, theme, sound, till, idleMinutes } = change;
  return {
    language: language ?? preferences.language,
    theme: theme ?? preferences.theme,
    sound: sound ?? preferences.sound,
    till: till ?? preferences.till,
    idleMinutes: idleMinutes ?? preferences.idleMinutes,
  };
}

export async function savePreferences(ledger: Ledger, preferences: Preferences): Promise<void> {
  await ledger.saveSetting('preferences', JSON.stringify(preferences));
}

export async function loadLastActive(ledger: Ledger): Promise<LastActive> {
  const stored = lastActiveSchema.safeParse(parseJson(await ledger.setting('active')));
  return stored.success ? stored.data : { environment: 'live', profileId: null };
}

export async function saveLastActive(ledger: Ledger, active: LastActive): Promise<void> {
  await ledger.saveSetting('active', JSON.stringify(active));
}

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
