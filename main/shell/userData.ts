import { app } from 'electron';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isSmokeRun } from './smoke.ts';

/** The folder's name, for ever: a ledger and a keychain entry are looked for under it. */
const FOLDER = 'Huifu Console';

const SWITCH = '--user-data-dir=';

/** The folder that a developer or a test asked for. A packaged build has one place only. */
export function askedFolder(argv: readonly string[], env: NodeJS.ProcessEnv): string | null {
  const asked =
    argv.findLast((argument) => argument.startsWith(SWITCH))?.slice(SWITCH.length) ?? env['HUIFU_CONSOLE_DATA'];
  return asked ? resolve(asked) : null;
}

/**
 * Decides where everything of this console lives, makes the folder and returns it. The first step of the start-up: the
 * single-instance lock and Chromium's own files follow from it.
 *
 * @param appId the id that the installer registers; Windows groups the taskbar and notifications by it
 */
export function settleUserData(appId: string): string {
  app.setAppUserModelId(appId);
  const asked = app.isPackaged ? null : askedFolder(process.argv, process.env);
  const folder = isSmokeRun()
    ? mkdtempSync(join(tmpdir(), 'huifu-smoke-'))
    : (asked ?? join(app.getPath('appData'), FOLDER));
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
  return folder;
}
