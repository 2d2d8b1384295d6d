import type { Answered } from '../../../shared/contract/errors.ts';
import { err, ok } from '../../../shared/domain/result.ts';
import { newestVersions, type Statement } from '../../../shared/domain/statement.ts';
import { failure } from '../../log/failure.ts';
import { FileFault } from '../files/pull.ts';
import { diffVersions } from './diff.ts';
import { readLines } from './lines.ts';
import type { StatementFile, StatementsNeeds, StatementsRoom } from './types.ts';

const MOST_FILES = 2_000;

/** Reading back what is kept: never without looking first whether it still is what was stored. */
export function createReading(needs: StatementsNeeds): Pick<StatementsRoom, 'diff' | 'lines' | 'verify' | 'filesOf'> {
  const { ledger, vault } = needs;

  async function known(id: string): Promise<Answered<Statement>> {
    const statement = await ledger.statement(id);
    return statement?.profileId === needs.profile().id ? ok(statement) : failure('notFound');
  }

  /** The place of a statement's bytes, once they were found to be sound. */
  async function sound(statement: Statement): Promise<Answered<StatementFile>> {
    const check = await vault.check(statement.sha256);
    if (check === 'sound') return ok({ statement, path: vault.pathOf(statement.sha256) });
    needs.warn('a stored statement is not what it was', { id: statement.id, check });
    return failure(check === 'missing' ? 'statementMissing' : 'statementDamaged', { params: { name: statement.name } });
  }

  async function allSound(statements: readonly Statement[]): Promise<Answered<StatementFile[]>> {
    const files: StatementFile[] = [];
    for (const statement of statements) {
      const file = await sound(statement);
      if (!file.ok) return file;
      files.push(file.data);
    }
    return ok(files);
  }

  /** The paths of the whole version that a statement belongs to. */
  async function version(id: string): Promise<Answered<string[]>> {
    const one = await known(id);
    if (!one.ok) return one;
    const { batch, period, profileId } = one.data;
    const parts = (await ledger.statements(profileId, period, MOST_FILES)).filter((other) => other.batch === batch);
    const files = await allSound(parts.toSorted((a, b) => a.part - b.part));
    return files.ok ? ok(files.data.map(({ path }) => path)) : files;
  }

  return {
    diff: (olderId, newerId) =>
      readable(async () => {
        const older = await version(olderId);
        if (!older.ok) return older;
        const newer = await version(newerId);
        if (!newer.ok) return newer;
        return ok(await diffVersions(older.data, newer.data, await ledger.statementMappings(needs.profile().id)));
      }),

    lines: (id, place) =>
      readable(async () => {
        const one = await known(id);
        if (!one.ok) return one;
        const file = await sound(one.data);
        if (!file.ok) return file;
        const found = await readLines(file.data.path, place);
        return found ? ok({ ...found, from: place.from }) : failure('notFound');
      }),

    async verify(id) {
      const one = await known(id);
      return one.ok ? ok({ check: await vault.check(one.data.sha256) }) : err(one.error);
    },

    async filesOf(period) {
      const all = await ledger.statements(needs.profile().id, period, MOST_FILES);
      return allSound(newestVersions(all).toSorted((a, b) => a.receivedAt - b.receivedAt || a.part - b.part));
    },
  };
}

/** What a damaged file does to its reader is an answer. */
async function readable<T>(work: () => Promise<Answered<T>>): Promise<Answered<T>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof FileFault) return failure('fileUnreadable', { params: { reason: error.message } });
    throw error;
  }
}
