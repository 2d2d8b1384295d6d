// npm run bench                      runs every benchmark, one after another (some make large data at their first run)
// npm run bench -- --list            says what there is
// npm run bench -- ledger 100000     one of them, with its own arguments
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;
const source = (name: string) => readFileSync(join(here, `${name}.ts`), 'utf8');

/** A benchmark is a file of this folder that prints a report; the others help it. */
const names = readdirSync(here)
  .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && file !== 'report.ts')
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => source(name).includes('printReport('))
  .toSorted();

/** The first comment of a benchmark says what it measures. */
const about = (name: string) =>
  (/\/\*\*([\s\S]*?)\*\//.exec(source(name))?.[1] ?? '').replaceAll(/\s*\n?\s*\*?\s+/g, ' ').trim();

const [asked, ...args] = process.argv.slice(2);
if (asked === '--list') {
  for (const name of names) console.log(`${name}: ${about(name)}`);
} else if (asked !== undefined && !names.includes(asked)) {
  console.error(`There is no benchmark "${asked}". There are: ${names.join(', ')}.`);
  process.exitCode = 1;
} else {
  for (const name of asked === undefined ? names : [asked]) {
    const { status } = spawnSync(process.execPath, [join(here, `${name}.ts`), ...args], { stdio: 'inherit' });
    if (status !== 0) {
      console.error(`The benchmark "${name}" failed.`);
      process.exitCode = 1;
    }
  }
}
