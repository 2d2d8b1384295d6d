import { powerMonitor } from 'electron';

/** Tells when nobody can be at the screen any more: the computer goes to sleep, or its own screen lock comes up. */
export function onAway(away: () => void): void {
  powerMonitor.on('suspend', away);
  // Windows and macOS only; Linux has no such event, and there the idle lock does it.
  powerMonitor.on('lock-screen', away);
}
