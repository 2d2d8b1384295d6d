import type { closingChannels } from '../../../shared/contract/channels/closing.ts';
import { ok } from '../../../shared/domain/result.ts';
import { codeEntries, codeEntry } from '../../gateway/advice.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function closingHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof closingChannels> {
  return {
    'closing.orders': async () => atDesk(merchantConsole, async ({ payments }) => ok(await payments.closes.orders())),
    'closing.closeMany': async ({ ids }) =>
      atDesk(merchantConsole, async ({ payments }) => ok(payments.closes.closeMany(ids))),
    'closing.run': async () => atDesk(merchantConsole, async ({ payments }) => ok(payments.closes.run())),
    'closing.history': async ({ before, limit }) =>
      atDesk(merchantConsole, async ({ payments }) => ok(await payments.closes.history(before, limit))),
    'closing.askClose': async ({ text, date }) =>
      atDesk(merchantConsole, ({ payments }) => payments.closes.ask(text, date ?? null)),
    'closing.checkReal': async ({ text }) => atDesk(merchantConsole, ({ payments }) => payments.checkReal(text)),
    'closing.catchUp': async ({ date }) =>
      atDesk(merchantConsole, async ({ payments }) => ok(payments.catchUp.start([date], false))),
    'closing.catchUps': async () => atDesk(merchantConsole, async ({ payments }) => ok(payments.catchUp.reports())),
    'closing.codes': async () => ok(codeEntries()),
    'closing.code': async ({ code, text }) => ok(codeEntry(code, text)),
  };
}
