import type { refundsChannels } from '../../../shared/contract/channels/refunds.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import { atDesk, done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function refundsHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof refundsChannels> {
  return {
    'refunds.prepare': async ({ paymentId, amount, reason }) =>
      atDesk(merchantConsole, ({ refunds }) =>
        refunds.prepare({
          paymentId,
          ...(amount === undefined ? {} : { amount }),
          ...(reason === undefined ? {} : { reason }),
        }),
      ),
    'refunds.findOrders': async ({ text }) =>
      atDesk(merchantConsole, async ({ refunds }) => ok(await refunds.findOrders(text))),
    'refunds.request': async (wish) => atDesk(merchantConsole, ({ refunds }) => refunds.request(wish)),
    'refunds.ofPayment': async ({ paymentId }) =>
      atDesk(merchantConsole, ({ refunds }) => refunds.ofPayment(paymentId)),
    'refunds.detail': async ({ id }) => atDesk(merchantConsole, ({ refunds }) => refunds.detail(id)),
    'refunds.list': async ({ filter, after, limit }) =>
      atDesk(merchantConsole, async ({ refunds }) => ok(await refunds.list(filter, after, limit))),
    'refunds.totals': async () => atDesk(merchantConsole, async ({ refunds }) => ok(await refunds.totals())),
    'refunds.queryNow': async ({ id }) => atDesk(merchantConsole, ({ refunds }) => refunds.queryNow(id)),
    'refunds.resend': async ({ id }) => atDesk(merchantConsole, ({ refunds }) => refunds.resend(id)),
    'refunds.handled': async ({ id }) => atDesk(merchantConsole, ({ refunds }) => refunds.handled(id)),
    'refunds.adopt': async ({ paymentId }) => atDesk(merchantConsole, ({ refunds }) => refunds.adopt(paymentId)),
    'refunds.settings': async () => atDesk(merchantConsole, async ({ refunds }) => ok(await refunds.settings())),
    'refunds.saveSettings': async (settings) =>
      atDesk(merchantConsole, async ({ refunds }) => {
        await refunds.saveSettings(settings);
        return done;
      }),
    'refunds.pickBatch': async () =>
      atDesk(merchantConsole, async ({ refunds }) => {
        const path = await shell.openFile('spreadsheet');
        return path === null ? failure('cancelledDialog') : refunds.batches.check(path);
      }),
    'refunds.batch': async ({ id }) => atDesk(merchantConsole, ({ refunds }) => refunds.batches.view(id)),
    'refunds.batches': async () => atDesk(merchantConsole, async ({ refunds }) => ok(await refunds.batches.list())),
    'refunds.startBatch': async (wish) => atDesk(merchantConsole, ({ refunds }) => refunds.batches.start(wish)),
  };
}
