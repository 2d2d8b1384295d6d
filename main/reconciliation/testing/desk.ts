import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView } from '../../../shared/contract/jobs.ts';
import type { AuditNote } from '../../../shared/domain/audit.ts';
import { fen, toYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { Statement, StatementPeriod } from '../../../shared/domain/statement.ts';
import { instant, toBeijingStamp, type BusinessDate, type Instant } from '../../../shared/domain/time.ts';
import type { Audit } from '../../audit/types.ts';
import { createJobs } from '../../jobs/jobs.ts';
import type { Jobs } from '../../jobs/types.ts';
import { NOON, mustOpen, sampleEvent, samplePayment, sampleProfile } from '../../ledger/testing/samples.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { Actor, Approvals } from '../../operators/types.ts';
import type { StatementWord } from '../../payments/fromStatement.ts';
import type { RefundWord } from '../../refunds/fromStatement.ts';
import { createReconciliationRoom, type ReconciliationRoom } from '../desk/room.ts';
import type { ShelfFile } from '../desk/types.ts';
import { PRACTICE_TRADES } from '../formats/learnt.ts';
import { reconcile } from '../index.ts';
import type { Run } from '../types.ts';

export const DAY = '20261123' as BusinessDate;

export interface StatementRow {
  number: string;
  /** Fen. */
  amount: number;
  fee?: number;
  /** The payment's number; makes it a refund. */
  refundOf?: string;
  /** As the statement words it. */
  status?: string;
}

/** One merchant's reconciliation on a real ledger and the real engine, with statements that the test writes. */
export class Desk {
  readonly audit: AuditNote[] = [];
  readonly adopted: StatementWord[] = [];
  readonly takenOver: RefundWord[] = [];
  readonly approved: string[] = [];
  readonly warnings: string[] = [];
  room!: ReconciliationRoom;
  ledger!: Ledger;
  jobs!: Jobs;
  now: Instant = instant(NOON + 86_400_000);
  second = false;
  profile = sampleProfile('shop');
  comparesItself = true;
  /** Told of every call of the room that the ledger has answered. */
  answered: (method: keyof Ledger) => void = () => {};
  /** The engine, unless a test wants to be it. */
  run: Run = reconcile;
  actor: Actor = { operatorId: 'op-1', name: '李会计', role: 'bookkeeper' };
  readonly dir = mkdtempSync(join(tmpdir(), 'hc-desk-'));
  #files: ShelfFile[] = [];
  readonly #begins: ((job: JobView) => void)[] = [];
  readonly #ends = new Map<string, (job: JobView) => void>();

  static async open(): Promise<Desk> {
    const desk = new Desk();
    await desk.#open();
    return desk;
  }

  /** The console is closed, whatever it is doing, and opened again on the same data. */
  async reopen(): Promise<void> {
    const stopped = this.room.stop();
    await this.jobs.close();
    await stopped;
    await this.ledger.close();
    await this.#open();
    this.room.resume();
  }

  async #open(): Promise<void> {
    this.ledger = await mustOpen(join(this.dir, 'ledger'));
    await this.ledger.saveProfile(sampleProfile('shop'));
    this.jobs = createJobs({
      now: () => this.now,
      tell: (job) => {
        if (job.state !== 'running') return this.#ends.get(job.id)?.(job);
        for (const begun of this.#begins.splice(0)) begun(job);
      },
      warn: () => {},
    });
    const approvals: Approvals = {
      take: async (id, requester, binding) => {
        this.approved.push(`${id} ${requester.name} ${binding.act} ${binding.amount}`);
        return ok({ approver: { operatorId: 'op-2', name: '王店长', role: 'manager' } });
      },
    };
    this.room = createReconciliationRoom({
      profile: () => this.profile,
      ledger: this.#watched(this.ledger),
      payments: {
        adoptFromStatement: async (word) => (this.adopted.push(word), ok({ state: 'paid' } as Payment)),
        learnFromStatement: async () => ok({ state: 'paid' } as Payment),
      },
      refunds: {
        takeOver: async (word) => (this.takenOver.push(word), ok({ amount: word.amount, state: word.news } as Refund)),
      },
      shelf: {
        filesOf: async () => ok(this.#files),
        pathOf: (sha256) => this.#files.find((file) => file.sha256 === sha256)!.path,
        mappings: async () => [],
        saveMapping: async () => {},
        comparesItself: async () => this.comparesItself,
      },
      jobs: this.jobs,
      audit: { record: async (note) => void this.audit.push(note) } as Audit,
      run: (input, options) => this.run(input, options),
      dir: this.dir,
      version: '1.0.0',
      now: () => this.now,
      actor: () => this.actor,
      approvals,
      secondPersonPossible: () => this.second,
      changed: () => {},
      warn: (message, fields) => void this.warnings.push(`${message} ${JSON.stringify(fields)}`),
    });
  }

  async close(): Promise<void> {
    const stopped = this.room.stop();
    await this.jobs.close();
    await stopped;
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
  statement(rows: readonly StatementRow[], name = 'trade.csv'): void {
    const stamp = toBeijingStamp(NOON);
    const costOf = ({ amount, fee = Math.round(amount * 0.0038), refundOf }: StatementRow) =>
      refundOf === undefined ? fee : -fee;
    const signed = ({ amount, refundOf }: StatementRow) => (refundOf === undefined ? amount : -amount);
    const lines = rows.map((row) => {
      const { number, amount, refundOf, status = '成功' } = row;
      const [whole, cost, net] = [amount, costOf(row), signed(row) - costOf(row)].map(signedYuan);
      const original = refundOf === undefined ? ',,' : `${DAY},${refundOf},H${refundOf}`;
      const kind = refundOf === undefined ? '消费' : '退款';
      return `${DAY},${stamp},6666000100000002,${DAY},${number},H${number},W${number},,${kind},微信,${status},${whole},${whole},${net},${cost},${original},`;
    });
    const sum = (of: (row: StatementRow) => number) => signedYuan(rows.reduce((n, row) => n + of(row), 0));
    const summary = `合计,${rows.length}笔,,,,,,,,,,${sum(signed)},,,${sum(costOf)},,,,`;
    const text = `\uFEFF${[PRACTICE_TRADES, ...lines, summary].join('\r\n')}\r\n`;
    const sha256 = createHash('sha256').update(text).digest('hex');
    mkdirSync(join(this.dir, 'vault'), { recursive: true });
    const path = join(this.dir, 'vault', sha256);
    writeFileSync(path, text);
    this.#files = [{ id: sha256.slice(0, 8), sha256, name, leg: 'huifu', path }];
  }

  /** A further file beside the others, of whatever is written in it. */
  further(name: string, text: string): void {
    const sha256 = createHash('sha256').update(text).digest('hex');
    const path = join(this.dir, 'vault', sha256);
    writeFileSync(path, text);
    this.#files.push({ id: sha256.slice(0, 8), sha256, name, leg: null, path });
  }

  /** Puts what came last onto the shelf into the ledger's list of statements too, as fetching and importing do. */
  async stored(over: Partial<Statement> = {}): Promise<Statement> {
    const { sha256, name } = this.#files.at(-1)!;
    const statement: Statement = {
      id: randomUUID(),
      profileId: 'shop',
      sha256,
      bytes: 1,
      name,
      kind: 'trade',
      format: 'huifu-trade',
      leg: 'huifu',
      period: DAY as string as StatementPeriod,
      batch: randomUUID(),
      part: 1,
      source: 'fetched',
      receivedAt: this.now,
      ...over,
    };
    await this.ledger.insertStatements([statement]);
    return statement;
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

  /** The ledger as the room has it: the test is told of each call that was answered. */
  #watched(ledger: Ledger): Ledger {
    return new Proxy(ledger, {
      get: (target, method: keyof Ledger) => {
        const call = target[method] as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          const answer = await call(...args);
          this.answered(method);
          return answer;
        };
      },
    });
  }

  /** Until the next job begins. */
  begun(): Promise<JobView> {
    return new Promise((resolve) => this.#begins.push(resolve));
  }

  /** Until a job that has just been started has come to its end. */
  ended(job: JobView): Promise<JobView> {
    return new Promise((resolve) => this.#ends.set(job.id, resolve));
  }
}

const signedYuan = (value: number) => `${value < 0 ? '-' : ''}${toYuan(fen(Math.abs(value)))}`;
