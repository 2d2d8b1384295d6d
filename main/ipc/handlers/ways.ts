import type { waysChannels } from '../../../shared/contract/channels/ways.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function waysHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof waysChannels> {
  const till = () => merchantConsole.preferences.till;
  return {
    'ways.read': async () => atDesk(merchantConsole, async ({ payments }) => ok(await payments.ways.view(till()))),
    'ways.save': async (settings) =>
      atDesk(merchantConsole, async ({ payments, audit, profile }) => {
        const { on, paymentCodes } = settings;
        await audit.record({
          act: 'preferences.changed',
          subject: `ways ${profile.id}`,
          after: { on: on.join(' '), paymentCodes },
        });
        await payments.ways.save(settings);
        return ok(await payments.ways.view(till()));
      }),
    'ways.choose': async ({ choice }) =>
      atDesk(merchantConsole, async ({ payments }) => {
        await payments.ways.choose(till(), choice);
        return ok(await payments.ways.view(till()));
      }),
  };
}
