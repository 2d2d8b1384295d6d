import type { paymentsChannels } from '../../../shared/contract/channels/payments.ts';
import { ok } from '../../../shared/domain/result.ts';
import { readPng, saveFile } from '../../console/saveFile.ts';
import { failure } from '../../log/failure.ts';
import { atDesk, done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function paymentsHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof paymentsChannels> {
  return {
    'payments.collect': async ({ attemptId, profileId, amount, note, ...how }) =>
      atDesk(merchantConsole, async ({ profile, payments }) =>
        profile.id === profileId ? payments.collect(attemptId, amount, note, how) : failure('stateChanged'),
      ),
    'payments.chargeCode': async ({ attemptId, profileId, amount, note, code }) =>
      atDesk(merchantConsole, async ({ profile, payments }) =>
        profile.id === profileId ? payments.chargeCode(attemptId, amount, note, code) : failure('stateChanged'),
      ),
    'payments.detail': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.detail(id)),
    'payments.open': async () => atDesk(merchantConsole, async ({ payments }) => ok(await payments.open())),
    'payments.queryNow': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.queryNow(id)),
    'payments.resend': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.resend(id)),
    'payments.cancel': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.cancel(id)),
    'payments.list': async ({ filter, after, limit }) =>
      atDesk(merchantConsole, async ({ profile, ledger, scope }) =>
        ok(await ledger.listPayments(profile.id, filter, after, limit, scope())),
      ),
    'payments.totals': async ({ filter }) =>
      atDesk(merchantConsole, async ({ profile, ledger, scope }) =>
        ok(await ledger.paymentTotals(profile.id, filter, scope())),
      ),
    'payments.search': async ({ text }) =>
      atDesk(merchantConsole, async ({ profile, ledger, scope }) =>
        ok(await ledger.searchNumbers(profile.id, text, 50, scope())),
      ),
    'payments.copyLink': async ({ id }) =>
      atDesk(merchantConsole, async ({ payments }) => {
        const link = await payments.linkToCopy(id);
        if (!link.ok) return link;
        await shell.writeClipboard(link.data);
        return done;
      }),
    'payments.saveCard': async ({ id, png }) => {
      const bytes = readPng(png);
      if (!bytes) return failure('badRequest');
      const path = await shell.saveFile(`${id}.png`, 'image');
      if (path === null) return ok({ saved: false, path: '' });
      const saved = await saveFile(path, bytes);
      return saved.ok ? ok({ saved: true, path: saved.data }) : saved;
    },
  };
}
