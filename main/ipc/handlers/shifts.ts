import type { shiftsChannels } from '../../../shared/contract/channels/shifts.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function shiftsHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof shiftsChannels> {
  return {
    'shifts.current': async () => atDesk(merchantConsole, async ({ shifts }) => ok(await shifts.current())),
    'shifts.open': async ({ float }) => atDesk(merchantConsole, ({ shifts }) => shifts.open(float)),
    'shifts.handOver': async ({ handovers }) => atDesk(merchantConsole, ({ shifts }) => shifts.handOver(handovers)),
    'shifts.close': async () => atDesk(merchantConsole, ({ shifts }) => shifts.close()),
    'shifts.list': async ({ after, limit }) =>
      atDesk(merchantConsole, async ({ shifts }) => ok(await shifts.list(after, limit))),
  };
}
