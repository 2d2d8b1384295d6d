import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView } from '../../../shared/contract/jobs.ts';
import type { AuditNote } from '../../../shared/domain/audit.ts';
import { fen, toYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { ok } from '../../../shared/domain/result.ts';
import { instant, toBeijingStamp, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import type { Audit } from '../../audit/types.ts';
import { createJobs } from '../../jobs/jobs.ts';
import type { Jobs } from '../../jobs/types.ts';
import { NOON, mustOpen, sampleEvent, samplePayment, sampleProfile } from '../../ledger/testing/samples.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { Actor, Approvals } from '../../operators/types.ts';
import type { StatementWord } from '../../payments/fromStatement.ts';
import { createReconciliationRoom, type ReconciliationRoom } from '../desk/room.ts';
import type { ShelfFile } from '../desk/types.ts';
import { PRACTICE_TRADES } from '../formats/learnt.ts';
import { reconcile } from '../index.ts';

export const DAY = '20261123' as BusinessDate;

/** One merchant's reconciliation on a real ledger and the real engine, with statements that the test writes. */
export class Desk {
  readonly audit: AuditNote[] = [];
  readonly adopted: StatementWord[] = [];
  readonly approved: string[] = [];
  room!: ReconciliationRoom;
  ledger!: Ledger;
  jobs!: Jobs;
  now: Instant = instant(NOON + 86_400_000);
  second = false;
  actor: Actor = { operatorId: 'op-1', name: '李会计', role: 'bookkeeper' };
  readonly dir = mkdtempSync(join(tmpdir(), 'hc-desk-'));
  #files: ShelfFile[] = [];
  readonly #ends = new Map<string, (job: JobView) => void>();

  static async open(): Promise<Desk> {
    const desk = new Desk();
    desk.ledger = await mustOpen(join(desk.dir, 'ledger'));
    await desk.ledger.saveProfile(sampleProfile('shop'));
    desk.jobs = createJobs({
      now: () => desk.now,
      tell: (job) => job.state !== 'running' && desk.#ends.get(job.id)?.(job),
      warn: () => {},
    });
    const approvals: Approvals = {
      take: async (id, requester, binding) => {
        desk.approved.push(`${id} ${requester.name} ${binding.act} ${binding.amount}`);
        return ok({ approver: { operatorId: 'op-2', name: '王店长', role: 'manager' } });
      },
    };
    desk.room = createReconciliationRoom({
      profile: () => sampleProfile('shop'),
      ledger: desk.ledger,
      payments: {
        adoptFromStatement: async (word) => (desk.adopted.push(word), ok({ state: 'paid' } as Payment)),
        learnFromStatement: async () => ok({ state: 'paid' } as Payment),
      },
      shelf: {
        filesOf: async () => ok(desk.#files),
        pathOf: (sha256) => desk.#files.find((file) => file.sha256 === sha256)!.path,
        mappings: async () => [],
        saveMapping: async () => {},
      },
      jobs: desk.jobs,
      audit: { record: async (note) => void desk.audit.push(note) } as Audit,
      run: reconcile,
      dir: desk.dir,
      version: '1.0.0',
      now: () => desk.now,
      actor: () => desk.actor,
      approvals,
      secondPersonPossible: () => desk.second,
      changed: () => {},
      warn: () => {},
    });
    return desk;
  }

  async close(): Promise<void> {
    await this.jobs.close();
    await this.ledger.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** A payment of the day that was paid, with its number. */
  async paid(number: string, amount: number, over: Partial<Payment> = {}): Promise<Payment> {
    const payment = samplePayment('shop', { requestNumber: number, amount: fen(amount), createdAt: NOON, ...over });
    await this.ledger.insertPayment(payment, sampleEvent());
    const facts = { fee: fen(Math.round(amount * 0.0038)), huifuNumber: `H${number}`, endedAt: NOON };
    await this.ledger.movePayment(payment.id, 'created', 'paid', facts, null);
    return payment;
  }

  /** Puts a trade statement on the shelf, in the place of the one before. */
  statement(rows: readonly { number: string; amount: number; fee?: number }[], name = 'trade.csv'): void {
    const stamp = toBeijingStamp(NOON);
    const lines = rows.map(({ number, amount, fee = Math.round(amount * 0.0038) }) => {
      const [whole, cost, net] = [amount, fee, amount - fee].map((value) => toYuan(fen(value)));
      return `${DAY},${stamp},6666000100000002,${DAY},${number},H${number},W${number},,消费,微信,成功,${whole},${whole},${net},${cost},,,,`;
    });
    const sum = (of: (row: (typeof rows)[number]) => number) => toYuan(fen(rows.reduce((n, row) => n + of(row), 0)));
    const fees = sum(({ amount, fee = Math.round(amount * 0.0038) }) => fee);
    const summary = `合计,${rows.length}笔,,,,,,,,,,${sum(({ amount }) => amount)},,,${fees},,,,`;
    const text = `\uFEFF${[PRACTICE_TRADES, ...lines, summary].join('\r\n')}\r\n`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    mkdirSync(join(this.dir, 'vault'), { recursive: true });
    const path = join(this.dir, 'vault', sha256);
    writeFileSync(path, text);
    this.#files = [{ id: sha256.slice(0, 8), sha256, name, leg: 'huifu', path }];
  }

  noStatements(): void {
    this.#files = [];
  }

  /** Compares a day to its end. */
  async compare(day: BusinessDate = DAY): Promise<JobView> {
    const started = this.room.compare(day);
    if (!started.ok) throw new Error(started.error.code);
    return this.ended(started.data);
  }

  /** Until a job that has just been started has come to its end. */
  ended(job: JobView): Promise<JobView> {
    return new Promise((resolve) => this.#ends.set(job.id, resolve));
  }
}
