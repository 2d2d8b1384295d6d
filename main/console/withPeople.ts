import { openOperators } from '../operators/operators.ts';
import type { PinCost } from '../operators/pin.ts';
import { openWorkspace, type Workspace, type WorkspaceNeeds } from './workspace.ts';

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
    audit: async (note) => workspace?.audit.record(note),
  });
  const { approvals, rules } = operators;
  workspace = await openWorkspace({ ...needs, operators, who: operators, approvals, rules });
  return workspace;
}
