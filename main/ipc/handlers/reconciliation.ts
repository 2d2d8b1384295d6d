import type { reconciliationChannels } from '../../../shared/contract/channels/reconciliation.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import { SOLE_OWNER } from '../../../shared/domain/difference.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { ReconciliationRoom } from '../../reconciliation/desk/room.ts';
import { atDesk, done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function reconciliationHandlers({ merchantConsole }: HandlerNeeds): HandlersOf<typeof reconciliationChannels> {
  /** At the reconciliation desk of the merchant on the screen. */
  const at = <T>(work: (room: ReconciliationRoom) => Promise<Answered<T>>) =>
    atDesk(merchantConsole, ({ reconciliation }) => work(reconciliation));

  return {
    'reconciliation.calendar': ({ month }) => at(async (room) => ok(await room.calendar(month))),
    'reconciliation.day': ({ day }) => at(async (room) => ok(await room.day(day))),
    'reconciliation.run': ({ day }) => at(async (room) => room.compare(day)),
    'reconciliation.news': () => at(async (room) => ok(await room.news())),
    'reconciliation.list': ({ filter, after, limit }) => at(async (room) => ok(await room.list(filter, after, limit))),
    'reconciliation.totals': ({ filter }) => at(async (room) => ok(await room.totals(filter))),
    'reconciliation.owners': () => at(async (room) => ok(await room.owners())),
    'reconciliation.detail': ({ id }) => at((room) => room.differences.detail(id)),
    'reconciliation.worst': ({ runId }) => at((room) => room.worst(runId)),
    'reconciliation.original': ({ runId, ...place }) => at((room) => room.differences.original(runId, place)),
    'reconciliation.assign': ({ id, mine }) => {
      const actor = merchantConsole.who.current();
      const owner = mine && actor ? { id: actor.operatorId ?? SOLE_OWNER, name: actor.name } : null;
      return at((room) => room.differences.assign(id, owner));
    },
    'reconciliation.comment': ({ id, text }) => at((room) => room.differences.comment(id, text)),
    'reconciliation.resolve': ({ id, ...how }) => at((room) => room.differences.resolve(id, how)),
    'reconciliation.reopen': ({ id, text }) => at((room) => room.differences.reopen(id, text)),
    'reconciliation.adopt': ({ id }) => at((room) => room.differences.adopt(id)),
    'reconciliation.adoptRefund': ({ id, approvalId }) => at((room) => room.differences.adoptRefund(id, approvalId)),
    'reconciliation.update': ({ id, trust }) => at((room) => room.differences.update(id, trust)),
    'reconciliation.trends': ({ days }) => at(async (room) => ok(await room.trends(days))),
    'reconciliation.month': ({ month }) => at(async (room) => ok(await room.months.view(month))),
    'reconciliation.lock': ({ month }) => at((room) => room.months.lock(month)),
    'reconciliation.unlock': ({ month, ...how }) => at((room) => room.months.unlock(month, how)),
    'reconciliation.settings': () => at(async (room) => ok(await room.settings())),
    'reconciliation.saveSettings': (settings) => at(async (room) => room.saveSettings(settings).then(() => done)),
    'reconciliation.unmapped': ({ day }) => at((room) => room.unmapped(day)),
    'reconciliation.saveMapping': (mapping) => at(async (room) => room.saveMapping(mapping).then(() => done)),
  };
}
