import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditNote } from '../../../../shared/domain/audit.ts';
import { ok } from '../../../../shared/domain/result.ts';
import type { StatementKind, StatementPeriod } from '../../../../shared/domain/statement.ts';
import { businessDateOf, instant, parseBeijingStamp, type Instant } from '../../../../shared/domain/time.ts';
import type { Audit } from '../../../audit/types.ts';
import { createPaymentGateway } from '../../../gateway/index.ts';
import { createJobs } from '../../../jobs/jobs.ts';
import type { Jobs } from '../../../jobs/types.ts';
import { openLedger } from '../../../ledger/index.ts';
import { sampleProfile } from '../../../ledger/testing/samples.ts';
import type { Ledger } from '../../../ledger/types.ts';
import { createHealthTracker } from '../../../payments/health.ts';
import { startPracticeGateway, type PracticeGateway } from '../../../practice/index.ts';
import { createMerchant, makeHosted, type Merchant } from '../../../practice/testing/merchant.ts';
import { createMemoryVault } from '../../../vault/memoryVault.ts';
import { downloadLimits } from '../download.ts';
import { createStatementsRoom } from '../room.ts';
import type { StatementsNeeds, StatementsRoom } from '../types.ts';
import { openVault, type StatementVault } from '../vault.ts';

/** The statements of one merchant on real parts: ledger, vault and sockets; the clocks are the test's. */
export interface Bench {
  room: StatementsRoom;
  ledger: Ledger;
  vault: StatementVault;
  jobs: Jobs;
  gateway: PracticeGateway;
  merchant: Merchant;
  audit: AuditNote[];
  warnings: string[];
  dir: string;
  /** Day of the trades that {@link Bench.trade} makes. */
  today: StatementPeriod;
  /** Turns everybody's clock: `dayOffset` days after the trades, at `hhmm` in Beijing. */
  clock(dayOffset: number, hhmm: string): Promise<void>;
  /** Turns the PC's clock alone by so many ms. */
  pcAhead(ms: number): void;
  trade(yuan: string): Promise<string>;
  fault(name: string, more?: Record<string, unknown>): Promise<void>;
  queries(): Promise<number>;
  wait(kind: StatementKind, period?: StatementPeriod): ReturnType<Ledger['statementWait']>;
  /** The process ends and another begins, on the same folder. */
  restart(): Promise<void>;
  put(name: string, bytes: Buffer | string): Promise<string>;
  /** Breaks stored bytes, as a failing disk does. */
  damage(sha256: string): Promise<void>;
  close(): Promise<void>;
}

export interface BenchOptions {
  practice?: 'onTime' | 'atOnce';
  environment?: 'live' | 'practice';
  fetch?: typeof fetch;
  inspect?: StatementsNeeds['inspect'];
  /** Earlier than this nothing is fetched by itself; the day of the trades unless given. */
  since?: Instant;
}

export async function openBench(options: BenchOptions = {}): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'hc-statements-'));
  const gateway = await startPracticeGateway({ statements: options.practice ?? 'onTime' });
  const merchant = createMerchant(gateway);
  const start = instant(Date.now());
  const profile = {
    ...sampleProfile('p1'),
    environment: options.environment ?? ('live' as const),
    baseUrl: gateway.gatewayUrl,
    sysId: gateway.sysId,
    productId: gateway.productId,
    huifuId: gateway.huifuId,
    huifuPublicKey: gateway.huifuPublicKey,
    createdAt: options.since ?? start,
  };
  const keys = createMemoryVault();
  await keys.storeKey(profile.keyId, Buffer.from(gateway.merchantPrivateKey, 'base64'));
  const signer = await keys.signer(profile.keyId);
  if (!signer.ok || !signer.data) throw new Error('no key');
  let pcAhead = 0;
  let allAhead = 0;
  const now = () => instant(Date.now() + allAhead + pcAhead);
  const calls = createPaymentGateway(
    { profile, signer: signer.data },
    { fetch: options.fetch ?? fetch, now, timeoutMs: 5_000 },
  );
  const audit: AuditNote[] = [];
  const warnings: string[] = [];

  async function openRoom() {
    const opened = await openLedger({ dir: join(dir, 'ledger'), name: 'practice' });
    if (!opened.ok) throw new Error(opened.error.kind);
    const ledger = opened.data;
    await ledger.saveProfile(profile);
    const vault = openVault(join(dir, 'statements'));
    await vault.tidy();
    const jobs = createJobs({ now, tell: () => {}, warn: (message) => warnings.push(message) });
    const health = createHealthTracker(now, () => {});
    const room = createStatementsRoom({
      profile: () => profile,
      ledger,
      vault,
      gateway: async () => ok(calls),
      fetch: options.fetch ?? fetch,
      inspect: options.inspect ?? (async () => []),
      jobs,
      audit: { record: async (note: AuditNote) => void audit.push(note) } as Audit,
      now,
      clockAheadMs: () => health.current().clockAheadMs,
      saw: (outcome) => health.saw(outcome),
      till: () => 'A1',
      changed: () => {},
      warn: (message, fields) => warnings.push(`${message} ${JSON.stringify(fields)}`),
      limits: { ...downloadLimits, idleMs: 2_000, retryMs: [20, 20, 20] },
    });
    const close = async () => {
      const stopped = room.stop();
      await jobs.close();
      await stopped;
      await ledger.close();
    };
    return { ledger, vault, jobs, room, close };
  }

  const control = async (path: string, body: unknown) => {
    const answer = await merchant.control(path, body);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  };
  let current = await openRoom();
  const bench: Bench = {
    ...current,
    gateway,
    merchant,
    audit,
    warnings,
    dir,
    today: businessDateOf(start) as string as StatementPeriod,
    async clock(dayOffset, hhmm) {
      const noon = parseBeijingStamp(`${bench.today}${hhmm}00`)! + dayOffset * 86_400_000;
      allAhead = Math.round((noon - Date.now()) / 1_000) * 1_000;
      const seconds = allAhead / 1_000;
      await control('/statements', { ahead_seconds: seconds });
      await merchant.control('/faults', undefined, 'DELETE');
      await control('/faults', { fault: 'dateShift', seconds, times: null });
    },
    pcAhead: (ms) => void (pcAhead = ms),
    async trade(yuan) {
      const { number } = await makeHosted(merchant, { trans_amt: yuan });
      await control(`/orders/${number}/pay`, { wallet: 'T' });
      return number;
    },
    fault: (fault, more = {}) => control('/faults', { fault, ...more }),
    async queries() {
      const { body } = await merchant.control('/calls');
      return (body as { path: string }[]).filter(({ path }) => path.endsWith('/filequery')).length;
    },
    wait: (kind, period = bench.today) => bench.ledger.statementWait('p1', kind, period),
    async restart() {
      await current.close();
      current = await openRoom();
      const { ledger, vault, jobs, room } = current;
      Object.assign(bench, { ledger, vault, jobs, room });
    },
    async put(name, bytes) {
      const path = join(dir, name);
      await writeFile(path, bytes);
      return path;
    },
    async damage(sha256) {
      const path = bench.vault.pathOf(sha256);
      const bytes = await readFile(path);
      bytes[bytes.length >> 1]! ^= 1;
      await rm(path, { force: true });
      await writeFile(path, bytes);
    },
    async close() {
      await current.close();
      await gateway.close().catch(() => {}); // a test may have closed it
      rmSync(dir, { recursive: true, force: true });
    },
  };
  return bench;
}
