import { app } from 'electron';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isSmokeRun } from './smoke.ts';

/** The folder's name, for ever: a ledger and a keychain entry are looked for under it. */
const FOLDER = 'Huifu Console';

const SWITCH = '--user-data-dir=';

/** The folder that a developer or a test asked for. A packaged build has one place only. */
function askedFolder(argv: readonly string[], env: NodeJS.ProcessEnv): string | null {
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
  const folder = isSmokeRun()
    ? smokeFolder()
    : (!app.isPackaged && askedFolder(process.argv, process.env)) || usualFolder();
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
  return folder;
}

const usualFolder = () => join(app.getPath('appData'), FOLDER);

/** A self-test never touches a person's data, and leaves nothing behind that the system lets it remove. */
function smokeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'huifu-smoke-'));
  app.once('quit', () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Windows does not remove files that are still open; the system's own cleaning of its temporary folder does later.
    }
  });
  return folder;
}
