import type { counterChannels } from '../../../shared/contract/channels/counter.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function counterHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof counterChannels> {
  return {
    'counter.view': async () =>
      atDesk(merchantConsole, async ({ counter, profile }) => ok(await counter.view(profile.id))),
    'counter.saveListener': async (settings) =>
      atDesk(merchantConsole, ({ counter }) => counter.saveListener(settings)),
    'counter.savePage': async (settings) =>
      atDesk(merchantConsole, ({ counter, profile }) => counter.savePage(profile.id, settings)),
    'counter.pasteSecret': async ({ which }) =>
      atDesk(merchantConsole, async ({ counter, profile }) => {
        const stored = await counter.storeSecret(profile.id, which, await shell.readClipboard());
        if (stored.ok) await shell.clearClipboard();
        return stored;
      }),
    'counter.removeSecret': async ({ which }) =>
      atDesk(merchantConsole, ({ counter, profile }) => counter.removeSecret(profile.id, which)),
    'counter.addPlate': async (plate) =>
      atDesk(merchantConsole, ({ counter, profile }) => counter.addPlate(profile.id, plate)),
    'counter.removePlate': async ({ id }) =>
      atDesk(merchantConsole, ({ counter, profile }) => counter.removePlate(profile.id, id)),
    'counter.wechatUser': async ({ code }) =>
      atDesk(merchantConsole, ({ counter, profile }) => counter.wechatUser(profile.id, code)),
    'counter.readiness': async () => atDesk(merchantConsole, ({ counter, profile }) => counter.readiness(profile.id)),
  };
}
