import { basename } from 'node:path';
import type { HeaderMapping, Inspection } from '../../shared/domain/reconciliation/mapping.ts';
import { meaningOf } from '../../shared/domain/reconciliation/vocabulary.ts';
import { openStatement, type FilePart } from './files/open.ts';
import { FileFault } from './files/pull.ts';
import { learn } from './formats/learnt.ts';
import { fieldsOf, recognise, type Recognition } from './formats/recognise.ts';
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
    values: [],
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
    const values = valuesOf(head, recognition);
    const problem = headerProblem(recognition);
    return {
      file,
      entry: part.entry,
      format: plan?.format ?? null,
      leg: plan?.leg ?? null,
      encoding: part.xlsx ? 'xlsx' : (encoding ?? 'utf-8'),
      header,
      sample,
      values,
      suggestion: plan ? withUnknownWords(recognition, values) : (learnt?.suggestion ?? null),
      undeclared: plan ? [] : (learnt?.undeclared ?? []),
      problem: problem ? told({ ...problem, entry: part.entry }) : null,
    };
  }
}

/** A column with more different values than this holds no kinds or statuses. */
const MOST_VALUES = 12;

/** The different values of each column in the first lines; empty for columns that have many. */
function valuesOf(head: Uint8Array, { header, skipLines, layout, encoding }: Recognition): string[][] {
  const found = header.map(() => new Set<string>());
  let at = 0;
  for (let line = 1; at < head.length; line++) {
    const end = head.indexOf(10, at) < 0 ? head.length : head.indexOf(10, at);
    if (line > skipLines) {
      const fields = fieldsOf(head.subarray(at, end), layout, encoding);
      if (fields.length >= header.length)
        for (const [column, values] of found.entries())
          if (fields[column] !== '' && values.size <= MOST_VALUES) values.add(fields[column]!);
    }
    at = end + 1;
  }
  return found.map((values) => (values.size > MOST_VALUES ? [] : [...values]));
}

/** A learnt list with words for kinds or statuses that nobody has explained: its mapping, to be completed. */
function withUnknownWords({ plan, header, mapping }: Recognition, values: string[][]): HeaderMapping | null {
  const found = mapping ?? (plan?.format.startsWith('huifu') ? learn(header).suggestion : null);
  if (!plan || !found) return null;
  const unknown = (role: 'kind' | 'status', words: Readonly<Record<string, unknown>>): boolean =>
    (values[header.indexOf(found.columns[role] ?? '')] ?? []).some((word) => meaningOf(words, word) === undefined);
  return unknown('status', plan.statusWords) || (plan.type === 'trades' && unknown('kind', plan.kindWords))
    ? found
    : null;
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
