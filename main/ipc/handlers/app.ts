import { everybodysPreferences, type Preferences } from '../../../shared/contract/app.ts';
import type { appChannels } from '../../../shared/contract/channels/app.ts';
import { ok } from '../../../shared/domain/result.ts';
import { supportText } from '../../log/log.ts';
import { done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function appHandlers({ merchantConsole, shell, log }: HandlerNeeds): HandlersOf<typeof appChannels> {
  return {
    'app.state': async () => ok(await merchantConsole.state()),
    'app.savePreferences': async (change) => {
      const everybodys = (Object.keys(change) as (keyof Preferences)[]).every((key) =>
        everybodysPreferences.includes(key),
      );
      const allowed = everybodys ? done : merchantConsole.access.permit('settings');
      return allowed.ok ? merchantConsole.savePreferences(change) : allowed;
    },
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
  };
}
