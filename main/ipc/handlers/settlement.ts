import type { settlementChannels } from '../../../shared/contract/channels/settlement.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function settlementHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof settlementChannels> {
  return {
    'settlement.day': async ({ day }) =>
      atDesk(merchantConsole, async ({ reconciliation }) => ok(await reconciliation.money.day(day))),
    'settlement.rows': async ({ day, kind }) =>
      atDesk(merchantConsole, async ({ reconciliation }) => ok(await reconciliation.money.rows(day, kind))),
    'settlement.bridge': async ({ day }) =>
      atDesk(merchantConsole, async ({ reconciliation }) => ok(await reconciliation.money.bridge(day))),
  };
}
