import { createEvents, strict } from './strict.ts';

/** What the system says about the computer. Nothing here happens by itself; a test emits it over the control line. */
const names = ['suspend', 'lock-screen'] as const;
export type PowerEvent = (typeof names)[number];

export const powerEvents = createEvents('powerMonitor', names);

export const powerMonitor = strict('powerMonitor', {
  on: powerEvents.on as unknown as Electron.PowerMonitor['on'],
} satisfies Partial<Electron.PowerMonitor>);
