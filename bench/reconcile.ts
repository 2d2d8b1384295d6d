import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { everyDefect, generate, type Generated } from '../main/reconciliation/testing/generator.ts';
import { benchFolder, printReport, type BenchRow } from './report.ts';

/**
 * Reconciliation of 10,000 to 1,000,000 statement lines against as many ledger rows, all outcomes and sentences written,
 * each in a process of its own: wall time and peak memory above an idle Node. In the same run DuckDB and the sqlite3
 * command do a plain join of the same files. `node bench/reconcile.ts [lines…]`. The first run makes the files.
 */
const asked = process.argv.slice(2).map(Number);
const sizes = asked.length > 0 ? asked : [10_000, 100_000, 400_000, 1_000_000];
const runsOf = (size: number): number => (size <= 100_000 ? 5 : 3);
const MEMORY_TARGET_MB = 400;

const rows: BenchRow[] = [];
const idle = await measure([process.execPath, join(import.meta.dirname, 'reconcileEngines.ts'), 'idle', '-', '-']);
rows.push({ what: 'idle Node, peak memory', samples: [idle.megabytes], unit: 'MB' });
const hasSqlite = spawnSync('sqlite3', ['-version']).status === 0;

for (const size of sizes) {
  const made = files(size);
  const label = size.toLocaleString('en');
  const engines = ['console', 'duckdb', ...(hasSqlite ? ['sqlite3'] : [])];
  const times = new Map(engines.map((engine) => [engine, [] as number[]]));
  const memory = new Map(engines.map((engine) => [engine, [] as number[]]));
  // In turns, so that a busy moment of the machine meets all of them.
  for (let run = 0; run < runsOf(size); run++) {
    for (const engine of engines) {
      const { ms, megabytes } = await measure(commandOf(engine, made));
      times.get(engine)!.push(ms);
      memory.get(engine)!.push(megabytes - (engine === 'sqlite3' ? 0 : idle.megabytes));
    }
  }
  const against = `DuckDB's join, ${label}`;
  rows.push({ what: against, samples: times.get('duckdb')! });
  rows.push({ what: `console, ${label}`, samples: times.get('console')!, against });
  if (hasSqlite) rows.push({ what: `sqlite3's join, ${label}`, samples: times.get('sqlite3')!, against });
  const target = size === 400_000 ? { target: MEMORY_TARGET_MB } : {};
  rows.push({ what: `console, ${label}, memory above idle`, samples: memory.get('console')!, unit: 'MB', ...target });
  rows.push({ what: `DuckDB, ${label}, memory above idle`, samples: memory.get('duckdb')!, unit: 'MB' });
}

const growth = sizes.map((size) => {
  const samples = rows
    .find(({ what }) => what === `console, ${size.toLocaleString('en')}`)!
    .samples.toSorted((a, b) => a - b);
  return `${size.toLocaleString('en')}: ${((samples[Math.floor(samples.length / 2)]! * 1_000) / size).toFixed(2)} µs a line`;
});
printReport('reconcile', rows, [
  `growth: ${growth.join(', ')} (small files pay for the start of Node)`,
  'wall time from the start of the process to its end; the console reads, hashes and checks both files, compares by four keys, finds duplicates, tests refunds and fees, and writes every exception with its sentences in two languages',
  'DuckDB and sqlite3 do less: they read the files, join by the Huifu number only, compare status, amount and fee, and write what differs; no duplicates, no refund rules, no totals, no encodings, no sentences',
  hasSqlite ? 'sqlite3 imports both files into memory first' : 'sqlite3 is not installed here',
  'the machine may be shared: only ratios of one run can be compared',
]);

/** The files of one size, made once. */
function files(size: number): Generated {
  const dir = join(benchFolder, `reconcile-${size}`);
  const note = join(dir, 'made.json');
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as Generated;
  process.stderr.write(`making ${size} lines\n`);
  const made = generate({ dir, rows: size, defects: everyDefect });
  writeFileSync(note, JSON.stringify({ ...made, truth: [] }));
  return made;
}

function commandOf(engine: string, { ledger, statements }: Generated): string[] {
  const [statement = ''] = statements;
  if (engine !== 'sqlite3')
    return [process.execPath, join(import.meta.dirname, 'reconcileEngines.ts'), engine, ledger, statement];
  return ['sqlite3', '-batch', ':memory:', `.read ${sqliteScript(ledger, statement)}`];
}

function sqliteScript(ledger: string, statement: string): string {
  const script = join(benchFolder, 'reconcile.sql');
  const differs = `s."交易状态" <> '成功' or l.status not in ('paid','refunded') or round(s."交易金额(元)" * 100) <> l.amount_fen or round(abs(s."手续费(元)") * 100) <> l.fee_fen`;
  writeFileSync(
    script,
    `.mode csv
.import '${ledger}' l
.import '${statement}' s
create index s_number on s("全局流水号");
create index l_number on l(huifu_number);
.output '${join(benchFolder, 'reconcile-sqlite.csv')}'
select * from l left join s on s."全局流水号" = l.huifu_number where s."全局流水号" is null or ${differs};
select * from s left join l on s."全局流水号" = l.huifu_number where l.huifu_number is null;
`,
  );
  return script;
}

/** Runs a program to its end, and looks at its peak memory on the way (from Linux's own account of it). */
function measure([file, ...args]: string[]): Promise<{ ms: number; megabytes: number }> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(file!, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    let peak = 0;
    const look = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      } catch {
        // it has ended, or this is no Linux
      }
    }, 10);
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(look);
      if (code !== 0) reject(new Error(`${file} ${args.join(' ')} ended with ${code}`));
      else resolve({ ms: performance.now() - began, megabytes: peak / 1024 });
    });
  });
}
