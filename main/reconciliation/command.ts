import { outcomes } from '../../shared/domain/reconciliation/outcome.ts';
import type { RunSummary } from '../../shared/domain/reconciliation/run.ts';
import { readCommand } from './commandOptions.ts';
import { inspectStatement, reconcile, RunProblem } from './index.ts';
import { say, words } from './report/words.ts';
import type { RunInput } from './types.ts';

/** Everything was read, whatever it says; something could not run; something stayed unread (docs/reconcile.md). */
const READ = 0;
const NOT_RUN = 1;
const UNREAD = 2;
const CANCELLED = 130;

async function main(): Promise<number> {
  const command = await readCommand(process.argv.slice(2));
  if (command.do === 'help') {
    console.log(`${words.zh.command.usage}\n\n${words.en.command.usage}`);
    return READ;
  }
  if (command.do === 'suggest') return suggest(command.statements);
  const summary = await run(command.input, command.quiet);
  if (!command.quiet) tell(summary, command.input.out!);
  return summary.all_read ? READ : UNREAD;
}

async function run(input: RunInput, quiet: boolean): Promise<RunSummary> {
  const cancel = new AbortController();
  const stop = (): void => cancel.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  // Counts are for a person who watches; a pipe gets none of them.
  const watched = process.stderr.isTTY && !quiet;
  const summary = await reconcile(input, {
    signal: cancel.signal,
    onProgress({ stage, bytes, totalBytes, lines }) {
      if (!watched) return;
      const percent = totalBytes === 0 ? 0 : Math.floor((bytes * 100) / totalBytes);
      process.stderr.write(`\r${say((of) => of.command.progress[stage], { percent, lines }).zh} `);
    },
  });
  if (watched) process.stderr.write('\r\u001B[K');
  return summary;
}

/** The day in a few lines of both languages. */
function tell(summary: RunSummary, out: string): void {
  const { zh, en } = summary.verdict;
  console.log(`${zh}\n${en}`);
  for (const outcome of outcomes) {
    const count = summary.outcomes[outcome];
    if (count > 0)
      console.log(
        `  ${outcome.padEnd(13)}${String(count).padStart(9)}  ${words.zh.names.name[outcome]} / ${words.en.names.name[outcome]}`,
      );
  }
  for (const { file, entry, why, todo } of summary.problems) {
    const name = entry ? `${file}/${entry}` : file;
    console.log(`! ${name}: ${why.zh}${todo.zh}\n  ${why.en} ${todo.en}`);
  }
  if (summary.problems.some(({ code }) => code === 'needsMapping' || code === 'headerChanged'))
    console.log(`  ${words.zh.command.map}\n  ${words.en.command.map}`);
  for (const notice of summary.notices) console.log(`- ${notice.zh}\n  ${notice.en}`);
  console.log(out);
}

/** Prints a mapping for each table whose header is not known: to be checked, completed, signed and given with --mapping. */
async function suggest(statements: readonly string[]): Promise<number> {
  const inspections = (await Promise.all(statements.map((path) => inspectStatement(path)))).flat();
  const open = inspections.filter(({ format }) => format === null);
  for (const { file, entry, format, problem, undeclared } of inspections) {
    const name = entry ? `${file}/${entry}` : file;
    console.error(format ? `${name}: ${format}` : `${name}: ${problem?.why.zh ?? ''} / ${problem?.why.en ?? ''}`);
    if (undeclared.length > 0) console.error(`  units ("yuan" | "fen"): ${undeclared.join(', ')}`);
  }
  const mappings = open.flatMap(({ suggestion }) => (suggestion ? [suggestion] : []));
  console.log(JSON.stringify(mappings, null, 2));
  return open.length === mappings.length ? READ : UNREAD;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof RunProblem)) throw error;
  console.error(`${error.words.zh}\n${error.words.en}`);
  if (error.code === 'input') console.error('--help');
  process.exitCode = error.code === 'cancelled' ? CANCELLED : NOT_RUN;
}
