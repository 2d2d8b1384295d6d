import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { VaultError, VaultProblem } from './types.ts';

/** An entry does not say what was put into it. */
export class DamagedEntry extends Error {}

/** The keychain gives nothing for what it gave a moment ago. */
export class LockedMeanwhile extends Error {}

/**
 * Keychains report in words only. The Linux sentences were measured with gnome-keyring; those of macOS and Windows come
 * from bug reports and have not been seen here. macOS calls a locked keychain a wrong "user name or passphrase".
 */
const SAYINGS: [VaultProblem, RegExp][] = [
  [
    'absent',
    /failed to load keytar|cannot find module|autolaunch d-bus|dbus-launch|not provided by any \.service|serviceunknown|could not connect|cannot connect|connection refused|no such (?:file|interface)|name is not activatable|no keychain is available|libsecret|-25291/i,
  ],
  [
    'locked',
    /locked|interaction is not allowed|user interaction|passphrase you entered|dismissed|cancel(?:l)?ed|authorization was denied|auth(?:entication)? failed|-25308|-25293|-128\b/i,
  ],
];

/** Turns whatever a keychain call threw into a problem with a name and the system's own words. */
export function vaultErrorOf(cause: unknown): VaultError {
  const detail = (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);
  if (cause instanceof DamagedEntry) return { problem: 'damaged', detail };
  if (cause instanceof LockedMeanwhile) return { problem: 'locked', detail };
  const problem = SAYINGS.find(([, words]) => words.test(detail))?.[0] ?? 'failed';
  return { problem, detail };
}

const codes = {
  locked: 'keychainLocked',
  absent: 'keychainAbsent',
  damaged: 'keychainDamaged',
  failed: 'keychainFailed',
} as const satisfies Record<VaultProblem, ErrorCode>;

/** The contract's code for what the keychain said. */
export function vaultErrorCode(error: VaultError): (typeof codes)[VaultProblem] {
  return codes[error.problem];
}
