import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcomes } from '../../shared/domain/reconciliation/outcome.ts';
import type { RunResult } from '../../shared/domain/reconciliation/run.ts';
import { generate, type Generated } from './testing/generator.ts';
import { huifuCsv, NOON, trades, workbench } from './testing/workbench.ts';

/** The contract of docs/reconcile.md, as a script meets it. */
const bench = workbench();
afterAll(() => bench.remove());
const root = fileURLToPath(new URL('../..', import.meta.url));
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['main/reconciliation/command.ts', ...args], { cwd: root, encoding: 'utf8' });
let made: Generated;
beforeAll(() => {
  made = generate({ dir: bench.path('made'), rows: 800, defects: { AMT: 0.02, 'MISS-GW': 0.02, 'DUP-GW': 0.02 } });
});

describe('npm run reconcile', () => {
  it('is a script of the project', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
    expect(scripts['reconcile']).toBe('node scripts/run.mjs main/reconciliation/command.ts');
  });

  it('writes the result, ends with 0 when all was read, and prints no counts into a pipe', () => {
    const out = bench.path('out.json');
    const ended = run('--ledger', made.ledger, '--statement', ...made.statements, '--out', out, '--day', made.day);
    expect([ended.status, ended.stderr]).toEqual([0, '']);
    expect(ended.stdout).toContain('AMT');
    const result = JSON.parse(readFileSync(out, 'utf8')) as RunResult;
    expect(Object.keys(result.outcomes)).toEqual([...outcomes]);
    expect(result).toMatchObject({ day: made.day, clear: false, all_read: true });
    expect(result.sources.map(({ sha256, lines }) => [sha256.length, lines])).toEqual([
      [64, made.lines],
      [64, expect.any(Number)],
    ]);
    const exception = result.exceptions.find(({ outcome }) => outcome === 'AMT')!;
    expect(exception).toMatchObject({ kind: expect.stringMatching(/payment|refund/), line: expect.any(Number) });
    expect(exception.ledger!.amount_fen).not.toBe(exception.statement!.amount_fen);
    for (const words of [exception.why, exception.todo]) expect([words.zh, words.en].every(Boolean)).toBe(true);
    expect(result.exceptions).toHaveLength(made.truth.length);
  });

  it('ends with 2 when something was not read', () => {
    const broken = bench.write('broken.csv', huifuCsv([trades().payment(NOON)], { summary: false }));
    const ended = run('--ledger', made.ledger, '--statement', broken, '--out', bench.path('o.json'));
    expect(ended.status).toBe(2);
    expect(ended.stdout).toContain('合计');
  });

  it('ends with 1, in words of both languages, when it cannot run', () => {
    const out = bench.path('never.json');
    const missing = run('--ledger', bench.path('none.csv'), '--statement', made.statements[0]!, '--out', out);
    expect([missing.status, existsSync(out)]).toEqual([1, false]);
    expect(missing.stderr).toMatch(/账本[\s\S]*ledger/);
    expect(run('--ledger', made.ledger).status).toBe(1);
    expect(run('--ledgr', made.ledger).status).toBe(1);
    expect(run('--ledger', made.ledger, '--statement', 'x', '--out', out, '--day', '2026-01-05').status).toBe(1);
  });

  it('explains itself', () => {
    const help = run('--help');
    expect(help.status).toBe(0);
    for (const option of ['--ledger', '--statement', '--out', '--day', '--mapping', '--suggest'])
      expect(help.stdout).toContain(option);
  });

  it('suggests a mapping, and takes it once a person has confirmed it', () => {
    const one = trades().payment(NOON);
    const file = bench.write(
      'new.csv',
      `交易日期,全局流水号,交易类型,交易状态,交易金额\n${one.requestDay},${one.huifuNumber},消费,成功,${one.amount}\n`,
    );
    const suggested = run('--suggest', '--statement', file);
    expect(suggested.status).toBe(0);
    const [mapping] = JSON.parse(suggested.stdout) as object[];
    const args = ['--ledger', made.ledger, '--statement', file, '--out', bench.path('m.json'), '--mapping'];
    expect(run(...args, bench.write('u.json', JSON.stringify(mapping))).status).toBe(1); // nobody has confirmed it
    const signed = { ...mapping, units: { amount: 'fen' }, confirmed_by: '会计', confirmed_on: '20260105' };
    expect(run(...args, bench.write('m.map.json', JSON.stringify(signed))).status).toBe(0);
    expect((JSON.parse(readFileSync(bench.path('m.json'), 'utf8')) as RunResult).outcomes['MISS-US']).toBe(1);
  });
});
