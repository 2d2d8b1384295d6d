import type { StatementView } from '../../../shared/contract/statements.ts';
import type { Statement } from '../../../shared/domain/statement.ts';

/** A statement as the window sees it: whose it is goes without saying. */
export function viewOf(statement: Statement): StatementView {
  const { profileId: _, ...shown } = statement;
  return shown;
}
