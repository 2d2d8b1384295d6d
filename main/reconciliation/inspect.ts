import { basename } from 'node:path';
import type { HeaderMapping, Inspection } from '../../shared/domain/reconciliation/mapping.ts';
import { openStatement, type FilePart } from './files/open.ts';
import { FileFault } from './files/pull.ts';
import { recognise } from './formats/recognise.ts';
import { readText } from './read/text.ts';
import { renderProblem } from './report/problems.ts';
import { headerProblem } from './run/partProblems.ts';
import type { Problem } from './run/gather.ts';

/** Enough was read. */
class Seen extends Error {}

/**
 * Looks at the beginning of each table in a statement: what it is, and, where the header is not known, what its columns
 * could mean. Reads no more than the first lines.
 */
export async function inspectStatement(path: string, mappings: readonly HeaderMapping[] = []): Promise<Inspection[]> {
  const file = basename(path);
  const told = (problem: Omit<Problem, 'file' | 'line'>): Inspection['problem'] =>
    renderProblem({ ...problem, file: 0, line: 0 }, [{ label: file }]);
  const nothing = {
    file,
    entry: '',
    format: null,
    leg: null,
    encoding: null,
    header: [],
    sample: [],
    suggestion: null,
    undeclared: [],
  };
  try {
    const opened = await openStatement(path);
    try {
      const found: Inspection[] = [];
      for (const part of opened.parts) found.push(await inspectPart(part));
      return found.length > 0 ? found : [{ ...nothing, problem: told({ code: 'empty', entry: '', detail: '' }) }];
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error;
    return [{ ...nothing, problem: told({ code: error.code, entry: '', detail: error.detail }) }];
  }

  async function inspectPart(part: FilePart): Promise<Inspection> {
    const head = await headOf(part);
    const recognition = recognise(head, mappings);
    const { plan, header, learnt, sample, encoding } = recognition;
    const problem = headerProblem(recognition);
    return {
      file,
      entry: part.entry,
      format: plan?.format ?? null,
      leg: plan?.leg ?? null,
      encoding: part.xlsx ? 'xlsx' : (encoding ?? 'utf-8'),
      header,
      sample,
      suggestion: plan ? null : (learnt?.suggestion ?? null),
      undeclared: plan ? [] : (learnt?.undeclared ?? []),
      problem: problem ? told({ ...problem, entry: part.entry }) : null,
    };
  }
}

async function headOf(part: FilePart): Promise<Uint8Array> {
  const pull = await part.pull();
  let seen: Uint8Array = new Uint8Array(0);
  try {
    await readText(pull, {
      begin(head) {
        seen = head.slice();
        throw new Seen();
      },
      lines: (_bytes, _at, end) => end,
      endless() {},
      piece() {},
    });
  } catch (error) {
    if (!(error instanceof Seen)) throw error;
  } finally {
    await pull.close();
  }
  return seen;
}
