import type { EventTopic } from '../../shared/contract/channels.ts';
import { openOperators } from '../operators/operators.ts';
import type { PinCost } from '../operators/pin.ts';
import { openWorkspace, type Workspace, type WorkspaceNeeds } from './workspace.ts';

/** News of rows. Before a locked window they are not told; whoever signs in reads everything anew. */
const ABOUT_ROWS: ReadonlySet<EventTopic> = new Set([
  'payment.changed',
  'refund.changed',
  'shift.changed',
  'signals.changed',
  'job.changed',
  'reconciliation.changed',
]);

type People = 'operators' | 'who' | 'approvals' | 'rules';

/**
 * Opens the people of a ledger first, since every desk asks them, and then its desks. What the people do is written to
 * the log that comes with the desks; nobody can do anything before.
 */
export async function openWithPeople(
  given: Omit<WorkspaceNeeds, People> & { pinCost: PinCost; changed(): void },
): Promise<Workspace> {
  const { pinCost, changed, ...needs } = given;
  let workspace: Workspace | null = null;
  const operators = await openOperators({
    ledger: needs.ledger,
    now: needs.now,
    till: needs.till,
    pinCost,
    changed,
    warn: (message, fields) => needs.log.warn('operators', message, fields),
    audit: async (note) => workspace?.audit.record(note),
  });
  const { approvals, rules } = operators;
  const broadcast: WorkspaceNeeds['broadcast'] = (topic, event) => {
    if (operators.current() !== null || !ABOUT_ROWS.has(topic)) needs.broadcast(topic, event);
  };
  workspace = await openWorkspace({ ...needs, broadcast, operators, who: operators, approvals, rules });
  return workspace;
}
