import { createHash, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportProblem, ImportResult } from '../../../shared/contract/statements.ts';
import type { Statement, StatementSource } from '../../../shared/domain/statement.ts';
import type { StatementLabel } from '../../ledger/interfaces/statements.ts';
import { checkContainer } from './container.ts';
import { labelOf, nothingKnown } from './recognise.ts';
import type { StatementsNeeds } from './types.ts';
import type { Incoming } from './vault.ts';
import { viewOf } from './view.ts';
import { writeAll } from './writeAll.ts';

/** Beyond what any statement has; a month of a chain is some hundred MB. */
const LARGEST_IMPORT = 4 * 1024 ** 3;

export type IntakeNeeds = Pick<StatementsNeeds, 'profile' | 'ledger' | 'vault' | 'inspect' | 'now' | 'audit' | 'warn'>;

/** A file that lies whole in the vault's entrance. */
export interface Arrived {
  incoming: Incoming;
  sha256: string;
  bytes: number;
  name: string;
}

/** Copies a file of the person's into the vault's entrance, hashing it; notices when it is changed meanwhile. */
export async function copyIn(needs: IntakeNeeds, path: string): Promise<Arrived | ImportResult> {
  const name = basename(path);
  const refused = (problem: ImportProblem, detail = ''): ImportResult => ({ name, state: 'refused', problem, detail });
  const incoming = await needs.vault.incoming();
  try {
    // A pipe would keep this waiting for ever; where the system has the flag, opening does not block.
    const from = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch((error: unknown) => {
      throw new Unreadable((error as NodeJS.ErrnoException).code ?? 'unknown');
    });
    try {
      const before = await from.stat();
      if (!before.isFile()) return refused('unreadable', 'not a file');
      if (before.size > LARGEST_IMPORT) return refused('tooLarge');
      const hash = createHash('sha256');
      let bytes = 0;
      const to = await open(incoming.path, 'wx', 0o600);
      try {
        const piece = Buffer.allocUnsafe(1024 * 1024);
        for (;;) {
          const { bytesRead } = await from.read(piece, 0, piece.length, bytes).catch((error: unknown) => {
            throw new Unreadable((error as NodeJS.ErrnoException).code ?? 'unknown');
          });
          if (bytesRead === 0) break;
          if (bytes + bytesRead > LARGEST_IMPORT) return refused('tooLarge');
          await writeAll(to, piece.subarray(0, bytesRead), bytes);
          hash.update(piece.subarray(0, bytesRead));
          bytes += bytesRead;
        }
      } finally {
        await to.close();
      }
      const after = await from.stat();
      if (after.size !== bytes || after.mtimeMs !== before.mtimeMs) return refused('changed');
      return { incoming, sha256: hash.digest('hex'), bytes, name };
    } finally {
      await from.close();
    }
  } catch (error) {
    await incoming.discard();
    if (error instanceof Unreadable) return refused('unreadable', error.message);
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return refused('diskFull');
    throw error;
  }
}

class Unreadable extends Error {}

/**
 * Takes an arrived file in: known bytes are recognised by their hash, what cannot be a statement is refused, everything else
 * goes to the vault as it came and gets its row. The entrance is empty afterwards, whatever came of it.
 */
export async function takeIn(needs: IntakeNeeds, arrived: Arrived, source: StatementSource): Promise<ImportResult> {
  const { incoming, sha256, bytes, name } = arrived;
  const { ledger, vault } = needs;
  try {
    const wrong = await checkContainer(incoming.path);
    if (wrong) return { name, state: 'refused', ...wrong };
    const known = await ledger.statementByHash(needs.profile().id, sha256);
    if (known) {
      // Should the vault's own copy have been damaged since, this one takes its place.
      await vault.keep(incoming, sha256);
      return { name, state: 'duplicate', statement: viewOf(known) };
    }
    const label = await labelled(needs, incoming.path);
    await needs.audit.record({ act: 'statement.imported', subject: name, after: { sha256, bytes, source } });
    await vault.keep(incoming, sha256);
    const statement: Statement = {
      id: randomUUID(),
      profileId: needs.profile().id,
      sha256,
      bytes,
      name,
      ...label,
      batch: randomUUID(),
      part: 1,
      source,
      receivedAt: needs.now(),
    };
    await ledger.insertStatements([statement]);
    await satisfied(needs, statement);
    return { name, state: 'stored', statement: viewOf(statement) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
      return { name, state: 'refused', problem: 'diskFull', detail: '' };
    throw error;
  } finally {
    await incoming.discard();
  }
}

/** What the file says about itself; nothing, where it cannot be told. */
export async function labelled(
  needs: Pick<IntakeNeeds, 'profile' | 'ledger' | 'inspect' | 'warn'>,
  path: string,
): Promise<StatementLabel> {
  try {
    const mappings = await needs.ledger.statementMappings(needs.profile().id);
    return labelOf(await needs.inspect(path, mappings), mappings);
  } catch (error) {
    needs.warn('a statement was not recognised', { error });
    return nothingKnown;
  }
}

/** A statement that a person brought need not be fetched any more. */
export async function satisfied(needs: IntakeNeeds, { kind, period, profileId }: Statement): Promise<void> {
  if (kind === null || period === null) return;
  const wait = await needs.ledger.statementWait(profileId, kind, period);
  if (wait?.state !== 'waiting' && wait?.state !== 'generating') return;
  await needs.ledger.saveStatementWaits([
    { ...wait, state: 'stored', wanted: false, problem: null, said: null, changedAt: needs.now() },
  ]);
}
