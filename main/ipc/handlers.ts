import type { ChannelInput, ChannelName, ChannelOutput } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { MerchantConsole } from '../console/console.ts';
import { LedgerFault, type LedgerFaultKind } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { supportText, type Log } from '../log/log.ts';
import type { Profiles } from '../profiles/profiles.ts';
import { writeFileWhole } from './writeFile.ts';

/** What the handlers need of the shell: the parts that only Electron can do. */
export interface ShellActions {
  /** A path chosen by the person, or `null` when the dialog was closed. */
  openFile(kind: 'credentials'): Promise<string | null>;
  saveFile(suggestedName: string): Promise<string | null>;
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  clearClipboard(): Promise<void>;
  /** Opens an https address, or a loopback one in practice mode, in the system's browser. */
  openOutside(url: string): Promise<boolean>;
  quit(): void;
}

export type Handlers = { [N in ChannelName]: (input: ChannelInput<N>) => Promise<Answered<ChannelOutput<N>>> };

/** Every channel of the contract, each a few words that lead to the room that does the work. */
export function createHandlers(given: {
  merchantConsole: MerchantConsole;
  profiles: Profiles;
  shell: ShellActions;
  log: Log;
}): Handlers {
  const { merchantConsole, profiles, shell, log } = given;
  const done = ok(null);

  return {
    'app.state': async () => ok(await merchantConsole.state()),
    'app.savePreferences': (change) => merchantConsole.savePreferences(change),
    'app.copySupport': async ({ supportId }) => {
      const text = supportText({ supportId, state: await merchantConsole.state(), log });
      await shell.writeClipboard(text);
      return ok({ text });
    },
    'app.copyText': async ({ text }) => {
      await shell.writeClipboard(text);
      return done;
    },
    'app.restoreBackup': ({ name }) => merchantConsole.restoreBackup(name),
    'app.quit': async () => {
      shell.quit();
      return done;
    },
  } as Handlers;
}
