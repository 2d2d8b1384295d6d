import type { exportsChannels } from '../../../shared/contract/channels/exports.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

/** What a name may not contain on one system or another. */
const safe = (name: string): string => name.replace(/[<>:"/\\|?*\p{Cc}]/gu, '_');

export function exportsHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof exportsChannels> {
  return {
    'exports.run': async ({ runId, name, format }) =>
      atDesk(merchantConsole, async ({ reconciliation }) => {
        const path = await shell.saveFile(`${safe(name)}.${format}`, format);
        if (path === null) return ok(null);
        const { language } = merchantConsole.preferences;
        const job = await reconciliation.exports.run(path, runId, format, language);
        return job.ok ? ok({ job: job.data, path }) : job;
      }),
    'exports.payments': async ({ filter, name, format }) =>
      atDesk(merchantConsole, async ({ profile, ledger, reconciliation, scope }) => {
        const path = await shell.saveFile(`${safe(name)}.${format}`, format);
        if (path === null) return ok(null);
        // Whoever asked may see this much, also if somebody else signs in while the file is written.
        const seen = scope();
        const { count } = await ledger.paymentTotals(profile.id, filter, seen);
        const job = reconciliation.exports.payments(
          path,
          filter,
          (after, limit) => ledger.listPayments(profile.id, filter, after, limit, seen),
          count,
          format,
          merchantConsole.preferences.language,
        );
        return ok({ job, path });
      }),
  };
}
