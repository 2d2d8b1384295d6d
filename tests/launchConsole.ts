import { electronBinary } from '../scripts/electronBinary.mjs';
import type { ConsoleRun, LaunchOptions } from './consoleRun.ts';
import { launchStandIn } from './electron-host/launch.ts';
import { launchElectron } from './launchElectron.ts';

export type { ConsoleProcess, ConsoleRun, LaunchOptions } from './consoleRun.ts';

/**
 * Starts the built console (`dist/`) and waits for its window: in Electron where its binary is present, else in the
 * stand-in host. Rejects, with what the process printed, when it ends before a window opens (as a second console on the
 * same folder does).
 */
export function launchConsole(options: LaunchOptions): Promise<ConsoleRun> {
  const electron = electronBinary();
  return electron ? launchElectron(electron, options) : launchStandIn(options);
}
