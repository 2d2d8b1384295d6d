import type { signalsChannels } from '../../../shared/contract/channels/signals.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function signalsHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof signalsChannels> {
  return {
    'signals.list': async () => atDesk(merchantConsole, async ({ signals }) => ok(await signals.read())),
    'signals.silence': async () => atDesk(merchantConsole, async ({ signals }) => ok(await signals.silence())),
  };
}
