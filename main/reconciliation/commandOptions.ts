import { parseArgs } from 'node:util';
import { legs, type Leg } from '../../shared/domain/reconciliation/outcome.ts';
import { parseBusinessDate } from '../../shared/domain/time.ts';
import { readMappings, readOpenItems } from './inputFiles.ts';
import { say } from './report/words.ts';
import { RunProblem, type RunInput } from './types.ts';

export type Command =
  | { do: 'help' }
  | { do: 'suggest'; statements: string[] }
  | { do: 'run'; input: RunInput; quiet: boolean };

/** Reads the command line. Throws {@link RunProblem} with words for whoever typed it. */
export async function readCommand(args: readonly string[]): Promise<Command> {
  const { values, positionals } = parsed(args);
  if (values.help) return { do: 'help' };
  const statements = [...(values.statement ?? []), ...positionals];
  if (statements.length === 0) throw wrong('--statement');
  if (values.suggest) return { do: 'suggest', statements };
  if (values.ledger === undefined) throw wrong('--ledger');
  if (values.out === undefined) throw wrong('--out');
  for (const day of [values.day, ...(values.holiday ?? [])])
    if (day !== undefined && parseBusinessDate(day) === null) throw wrong(`yyyyMMdd: ${day}`);
  const mappings = await Promise.all((values.mapping ?? []).map(readMappings));
  const openItems = values['open-items'] === undefined ? [] : await readOpenItems(values['open-items']);
  return {
    do: 'run',
    quiet: values.quiet,
    input: {
      ledger: values.ledger,
      statements,
      out: values.out,
      mappings: mappings.flat(),
      openItems,
      rates: Object.fromEntries((values.rate ?? []).map(readRate)),
      expect: (values.expect ?? []).map(readLeg),
      holidays: values.holiday ?? [],
      ...(values.day !== undefined && { day: values.day }),
      ...(values.merchant !== undefined && { merchant: values.merchant }),
    },
  };
}

function parsed(args: readonly string[]) {
  const many = { type: 'string', multiple: true } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ledger: { type: 'string' },
        statement: many,
        out: { type: 'string' },
        day: { type: 'string' },
        mapping: many,
        merchant: { type: 'string' },
        'open-items': { type: 'string' },
        rate: many,
        expect: many,
        holiday: many,
        suggest: { type: 'boolean', default: false },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
}

/** `微信=0.38` */
function readRate(text: string): [string, string] {
  const match = /^(.+)=(\d{1,2}(?:\.\d{1,4})?)$/.exec(text);
  if (!match) throw wrong(`--rate ${text}`);
  return [match[1]!, match[2]!];
}

function readLeg(text: string): Leg {
  const leg = legs.find((one) => one === text);
  if (!leg) throw wrong(`--expect ${text} (${legs.join(', ')})`);
  return leg;
}

const wrong = (detail: string): RunProblem =>
  new RunProblem(
    'input',
    say((of) => of.run.input, { detail }),
  );
