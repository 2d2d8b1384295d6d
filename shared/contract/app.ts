import { z } from 'zod';
import type { Permission } from '../domain/permission.ts';
import type { Environment } from '../domain/profile.ts';
import type { PersonName } from '../domain/shift.ts';
import type { Instant } from '../domain/time.ts';
import type { OperatorHere, OperatorName } from './operators.ts';
import type { ProfileView } from './profiles.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const preferencesSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
  /** Chime and spoken amount when money arrives. */
  sound: z.boolean(),
  /** Two characters that name this till point in request numbers. */
  till: z.string().regex(/^[0-9A-Z]{2}$/),
  /** Minutes without a key or the mouse until the console locks, where there are operators. */
  idleMinutes: z.number().int().min(1).max(120),
});
export type Preferences = z.infer<typeof preferencesSchema>;
export const preferencesChangeSchema = preferencesSchema.partial();
/** What anybody who is signed in may set for this screen; the rest is the owner's. */
export const everybodysPreferences: readonly (keyof Preferences)[] = ['language', 'theme', 'sound'];
export type PreferencesChange = z.infer<typeof preferencesChangeSchema>;

/** Whether the gateway answers. `waiting` counts payments whose state must be asked for. */
export interface GatewayHealth {
  state: 'unknown' | 'up' | 'down';
  /** Since when it has been in this state. */
  since: Instant | null;
  lastAnswerAt: Instant | null;
  waiting: number;
  /** PC clock behind (+) or ahead (−) of the gateway's `Date`, ms; `null` until an answer came. */
  clockAheadMs: number | null;
}

/** A ledger that could not be opened, and what can take its place (the start-up page). */
export interface StartupProblem {
  kind: 'future' | 'corrupt' | 'migration' | 'full' | 'unreadable';
  path: string;
  detail: string;
  backups: { name: string; at: Instant; bytes: number; payments: number; sound: boolean }[];
}

export interface AppState {
  version: string;
  /** Which shell is running: Electron, or the stand-in of a closed network. */
  host: 'electron' | 'stand-in';
  platform: string;
  environment: Environment;
  preferences: Preferences;
  /** Whoever is at the console; `null` while it is locked. */
  operator: OperatorHere | null;
  /** What they may do. */
  permissions: readonly Permission[];
  /** The shop has operators, so that somebody must sign in. */
  needsSignIn: boolean;
  /** Nobody is signed in who should be: merchants, rows and settings are left out below. */
  locked: boolean;
  /** Names for the lock screen, and for handing over. */
  operators: OperatorName[];
  /** Who has left, so that what they did keeps their name; nobody while it is locked. */
  formerOperators: PersonName[];
  /** The active profile; `null` before the first run is over. */
  profile: ProfileView | null;
  profiles: ProfileView[];
  health: GatewayHealth;
  startupProblem: StartupProblem | null;
  /** Beijing time now by this PC's clock. */
  now: Instant;
}
