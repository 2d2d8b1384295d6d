/**
 * Tells a scanner from a person. A USB scanner is a keyboard that types faster than anybody: its characters come within
 * {@link MAX_GAP_MS} of each other and end with Enter or Tab. A pure machine, fed one key after the other.
 */

/** Between two characters of a scan, ms. Keys held down repeat about as fast, and are marked as repeated. */
export const MAX_GAP_MS = 35;

/** Shorter runs are nobody's code: the shortest that is printed on goods has eight digits. */
export const SHORTEST = 8;

/** The part of a `KeyboardEvent` that decides. */
export interface ScanKey {
  key: string;
  /** The place on the keyboard, such as `Digit5`: what is left of a key that an input method has taken. */
  code: string;
  /** When it was pressed, ms on a clock that nobody turns (`timeStamp`). */
  at: number;
  repeat: boolean;
  /** Ctrl, Alt or the command key is held. */
  modified: boolean;
  /** An input method is composing with it (`isComposing`, or code 229). */
  composing: boolean;
}

/** What may become a scan. */
export interface Burst {
  text: string;
  startedAt: number;
  lastAt: number;
  slowest: number;
  composed: boolean;
}

/** A finished scan. */
export interface Scan {
  text: string;
  /** From the first key to the last character, ms. */
  ms: number;
  /** The longest gap between two keys, ms. */
  slowest: number;
  end: 'Enter' | 'Tab';
  /** An input method stood in between; a scan of letters may have lost some. */
  composed: boolean;
}

/** Takes one key: the burst as it stands afterwards, and the scan that this key has ended. */
export function takeKey(burst: Burst | null, press: ScanKey): { burst: Burst | null; scan: Scan | null } {
  if (isModifier(press.key)) return { burst, scan: null };
  if (press.repeat || press.modified) return { burst: null, scan: null };
  const gap = burst === null ? Infinity : press.at - burst.lastAt;
  const follows = burst !== null && gap >= 0 && gap < MAX_GAP_MS;
  const end = endOf(press);
  if (end) return { burst: null, scan: follows && burst.text.length >= SHORTEST ? finish(burst, end, gap) : null };
  const character = characterOf(press);
  if (character === null) return { burst: null, scan: null };
  const next = follows
    ? { ...burst, text: burst.text + character, slowest: Math.max(burst.slowest, gap), lastAt: press.at }
    : { text: character, startedAt: press.at, slowest: 0, lastAt: press.at, composed: false };
  return { burst: { ...next, composed: next.composed || press.composing }, scan: null };
}

function finish({ text, startedAt, lastAt, slowest, composed }: Burst, end: Scan['end'], gap: number): Scan {
  return { text, ms: lastAt - startedAt, slowest: Math.max(slowest, gap), end, composed };
}

/** Scanners hold Shift for capitals and signs. */
function isModifier(key: string): boolean {
  return key === 'Shift' || key === 'CapsLock' || key === 'NumLock';
}

function endOf({ key, code, composing }: ScanKey): Scan['end'] | null {
  // An input method hides the key's name, but not its place.
  const name = composing ? code.replace('Numpad', '') : key;
  return name === 'Enter' || name === 'Tab' ? name : null;
}

function characterOf({ key, code, composing }: ScanKey): string | null {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (composing && [...key].length !== 1) return digit ?? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? null;
  if ([...key].length !== 1) return null;
  // Full-width forms, as some input methods type them, made plain.
  return key.normalize('NFKC');
}
