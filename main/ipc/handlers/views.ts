import type { viewsChannels } from '../../../shared/contract/channels/views.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function viewsHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof viewsChannels> {
  return {
    'views.list': async () => atDesk(merchantConsole, async ({ ledger }) => ok(await ledger.savedViews())),
    'views.save': async (view) =>
      atDesk(merchantConsole, async ({ ledger }) => ok(await ledger.saveView(view).then(() => null))),
    'views.remove': async ({ id }) =>
      atDesk(merchantConsole, async ({ ledger }) => ok(await ledger.removeView(id).then(() => null))),
  };
}
