import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { businessDateOf, instant } from '../../shared/domain/time.ts';
import type { StatementPeriod } from '../../shared/domain/statement.ts';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import type { MerchantConsole } from './console.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';
import { fen } from '../../shared/domain/money.ts';
import { randomUUID } from 'node:crypto';

/** The console's clock is two days ahead, so that the statements of the day of the trades are ready whatever time it is. */
const AHEAD_MS = 2 * 86_400_000;
const today = businessDateOf(instant(Date.now())) as string as StatementPeriod;
let gateway: PracticeProcess;
let dir = '';
let vault: Vault;
let shop: MerchantConsole | null = null;
let mounted = false;

async function control(path: string, body: unknown): Promise<void> {
  await fetch(`${gateway.control_url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function open(ahead: number): Promise<MerchantConsole> {
  shop = await openConsole({ dir, vault, now: () => Date.now() + ahead });
  return shop;
}

/** A merchant with one paid order, as the day before has left it. */
async function prepare(): Promise<string> {
  gateway = await startPracticeProcess();
  await control('/statements', { mode: 'atOnce', ahead_seconds: AHEAD_MS / 1_000 });
  vault = createMemoryVault();
  await open(0);
  const { keyId } = await addProfile(shop!, gateway);
  // What is fetched by itself would count among the day's questions.
  await deskOf(shop!).statements.choose([]);
  // And a comparison that the console begins would be at work on the disk that is filled, or killed, here.
  await deskOf(shop!).statements.compareItself(false);
  const charged = await deskOf(shop!).payments.collect(randomUUID(), fen(1250), '');
  if (!charged.ok) throw new Error(charged.error.code);
  await gateway.act(charged.data.id, 'pay');
  await control('/faults', { fault: 'dateShift', seconds: AHEAD_MS / 1_000, times: null });
  await shop!.close();
  shop = null;
  return keyId;
}

const incoming = () => {
  const path = join(dir, 'ledger', 'statements', 'incoming');
  return existsSync(path) ? readdirSync(path) : [];
};

afterEach(async () => {
  await shop?.close();
  shop = null;
  await gateway.kill();
  if (mounted) execFileSync('umount', ['-l', dir]);
  mounted = false;
  rmSync(dir, { recursive: true, force: true });
});

describe('killed while a statement was on its way', () => {
  beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'hc-fetch-'))));

  it('throws the half file away, still counts the question, and fetches it when asked again', async () => {
    const keyId = await prepare();
    const options = { dir, keyId, privateKey: gateway.merchant_private_key, period: today };
    const script = join(import.meta.dirname, 'testing/fetchingConsole.ts');
    const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await once(createInterface({ input: child.stdout }), 'line', { signal: AbortSignal.timeout(20_000) });
      expect(incoming()).toHaveLength(1);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }

    const { statements } = deskOf(await open(AHEAD_MS));
    expect(incoming()).toEqual([]);
    expect(await statements.list(null)).toEqual([]);
    const month = today.slice(0, 6) as StatementPeriod;
    expect((await statements.overview(month)).quota.used).toBe(1);
    await statements.fetch(['trade'], today);
    await vi.waitFor(async () => expect(await statements.list(today)).toHaveLength(1), 20_000);
    expect((await statements.overview(month)).quota.used).toBe(2);
  });
});

function canMount(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'hc-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', at], { stdio: 'ignore' });
    execFileSync('umount', [at]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(at, { recursive: true, force: true });
  }
}

/** Leaves so many bytes on the disk. */
function leave(bytes: number): void {
  const hog = openSync(join(dir, 'hog'), 'w');
  try {
    const { bfree, bsize } = statfsSync(dir);
    for (let left = bfree * bsize - bytes; left > 0; left -= 4096) writeSync(hog, Buffer.alloc(4096, 1));
  } finally {
    closeSync(hog);
  }
}

describe.skipIf(!canMount())('a full disk (needs the right to mount a file system)', () => {
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'hc-fetch-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', dir]);
    mounted = true;
  });

  it('keeps nothing half, says so, and takes the file once there is room', async () => {
    await prepare();
    const { statements } = deskOf(await open(AHEAD_MS));
    const source = mkdtempSync(join(tmpdir(), 'hc-source-'));
    const path = join(source, 'large.csv');
    writeFileSync(path, '日期,金额\r\n2026-11-20,1.00\r\n'.repeat(60_000));
    leave(600_000);
    expect(await statements.importPaths([path])).toMatchObject([{ state: 'refused', problem: 'diskFull' }]);
    expect(incoming()).toEqual([]);
    const piece = {
      transferId: randomUUID(),
      name: 'd.csv',
      size: 900_000,
      offset: 0,
      bytes: Buffer.alloc(786_432, 97),
    };
    const dropped = await statements.importChunk(piece);
    expect(dropped).toMatchObject({ data: { done: true, result: { state: 'refused', problem: 'diskFull' } } });
    expect(incoming()).toEqual([]);
    rmSync(join(dir, 'hog'));
    expect(await statements.importPaths([path])).toMatchObject([{ state: 'stored' }]);
    rmSync(source, { recursive: true });
  });
});
