import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { ConsoleEvents } from '../../../shared/contract/channels.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { JobView } from '../../../shared/contract/jobs.ts';
import type { AuditNote } from '../../../shared/domain/audit.ts';
import type { Payment, PaymentMethod } from '../../../shared/domain/payment.ts';
import { newRequestNumber } from '../../../shared/domain/requestNumber.ts';
import { ok } from '../../../shared/domain/result.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { PaymentGateway } from '../../gateway/types.ts';
import { createJobs } from '../../jobs/jobs.ts';
import type { Jobs } from '../../jobs/types.ts';
import { openLedger } from '../../ledger/index.ts';
import { NOON, sampleEvent, samplePayment, sampleProfile } from '../../ledger/testing/samples.ts';
import { WatchedLedger } from '../../ledger/testing/watchedLedger.ts';
import type { Ledger, PaymentScope } from '../../ledger/types.ts';
import { createHealthTracker, type GatewayHealthTracker } from '../health.ts';
import { createPaymentsRoom, type PaymentsRoom } from '../room.ts';
import { ScriptedGateway } from './scriptedGateway.ts';

/**
 * One merchant's payments on a real ledger, a scripted gateway, and clocks that the test moves: {@link Shop.pass} lets
 * time go by everywhere, {@link Shop.clockAhead} turns the console's clock alone. Times are ms.
 */
export class Shop {
  readonly gateway: ScriptedGateway;
  readonly warnings: string[] = [];
  readonly events: ConsoleEvents['payment.changed'][] = [];
  readonly audited: AuditNote[] = [];
  /** How far the console's clock is ahead of everybody else's, ms. */
  clockAhead = 0;
  /** What the keychain says instead of giving the key. */
  keychain: Answered<never> | null = null;
  scope: PaymentScope = null;
  /** Told of every reading of the keychain. */
  keyRead: () => void = () => {};
  payments!: PaymentsRoom;
  ledger!: Ledger;
  jobs!: Jobs;
  health!: GatewayHealthTracker;
  readonly #dir = mkdtempSync(join(tmpdir(), 'hc-payments-'));
  #real!: Ledger;
  readonly #watched = new WatchedLedger();
  #auditFault: Error | null = null;

  private constructor() {
    this.gateway = new ScriptedGateway(
      () => Date.now(),
      () => this.#now(),
    );
  }

  /** @param at the moment at which the test begins, ms */
  static async open(at: number = NOON): Promise<Shop> {
    vi.useFakeTimers({ now: at, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const shop = new Shop();
    await shop.#open();
    return shop;
  }

  async close(): Promise<void> {
    // What waits for its turn or for an answer gets the time that it needs.
    await this.during(Promise.all([this.jobs.close(), this.payments.stop()]));
    vi.useRealTimers();
    await this.#real.close();
    rmSync(this.#dir, { recursive: true, force: true });
  }

  /** The process ends without a word to anybody and a new one begins. */
  async crash(): Promise<void> {
    const dead = this.payments;
    await this.#real.close();
    void dead.stop();
    await this.#open();
  }

  /** Everything works again, and the clock is put right. */
  calm(): void {
    this.keychain = null;
    this.#watched.calm();
    this.clockAhead = 0;
    this.gateway.clearFaults();
    this.gateway.refuseQueries = null;
  }

  /** Time goes by, for everybody; calls are answered every `step` ms of it. */
  async pass(ms: number, step = 500): Promise<void> {
    await this.settle();
    for (let left = ms; left > 0; left -= step) {
      vi.advanceTimersByTime(Math.min(step, left));
      await this.settle();
    }
  }

  /** Until nothing more happens without time going by. */
  async settle(): Promise<void> {
    for (let idle = 0; idle < 5; idle = this.#watched.pending === 0 ? idle + 1 : 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** The next call of this method fails, as on a full disk. */
  failLedger(method: keyof Ledger, error: Error, matches: (args: unknown[]) => boolean = () => true): void {
    this.#watched.fail(method, error, matches);
  }

  /** The next row of the audit log cannot be written. */
  failAudit(error: Error): void {
    this.#auditFault = error;
  }

  async collect(): Promise<Payment> {
    const call = this.payments.collect(randomUUID(), fen(1250), '');
    await this.settle();
    const answer = await call;
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data;
  }

  /** An aggregated payment, on record here and there, as a QR code of one wallet makes it. */
  async place(method: PaymentMethod = 'alipay', over: Partial<Payment> = {}): Promise<Payment> {
    const at = instant(this.#now());
    const expiresAt = instant(at + 900_000);
    const payment = samplePayment('shop', {
      way: 'qr',
      method,
      state: 'waiting',
      createdAt: at,
      expiresAt,
      requestNumber: newRequestNumber('payment', at, '01'),
      link: 'https://qr.example/1',
      ...over,
    });
    const { requestDate, requestNumber, amount } = payment;
    this.gateway.place({ product: 'aggregation', requestDate, requestNumber, amount, method, expiresAt });
    await this.#real.insertPayment(payment, sampleEvent({ at, to: 'waiting' }));
    this.payments.follow(payment);
    return payment;
  }

  /** What a call comes to, with as much time going by as it needs. */
  async during<T>(call: Promise<T>): Promise<T> {
    const running = new Set([call]);
    void call.catch(() => {}).finally(() => running.delete(call));
    for (let i = 0; i < 200 && running.size > 0; i += 1) await this.pass(500);
    return call;
  }

  /** Waits for a job's end. */
  async finished(id: string): Promise<JobView> {
    for (let i = 0; i < 400; i += 1) {
      const job = this.jobs.list().find((one) => one.id === id);
      if (job && job.state !== 'running') return job;
      await this.pass(500);
    }
    throw new Error('the job never ends');
  }

  async reread({ id }: Payment): Promise<Payment> {
    return (await this.#real.payment(id))!;
  }

  /** Every payment on record. */
  async all(): Promise<Payment[]> {
    return (await this.#real.listPayments('shop', {}, null, 500)).rows;
  }

  /** The ledger itself, which never fails. */
  get real(): Ledger {
    return this.#real;
  }

  async wishes() {
    return this.#real.openCloses('shop');
  }

  #now(): number {
    return Date.now() + this.clockAhead;
  }

  async #open(): Promise<void> {
    const opened = await openLedger({ dir: this.#dir, name: 'live' });
    if (!opened.ok) throw new Error(opened.error.kind);
    this.#real = opened.data;
    await this.#real.saveProfile(sampleProfile('shop', { projectId: 'PROJECT1' }));
    this.ledger = this.#watched.over(this.#real);
    const now = () => instant(this.#now());
    const warn = (message: string, fields: object) => this.warnings.push(`${message} ${JSON.stringify(fields)}`);
    this.jobs = createJobs({ now, tell: () => {}, warn });
    this.health = createHealthTracker(now, () => {});
    this.payments = createPaymentsRoom({
      profile: () => sampleProfile('shop', { projectId: 'PROJECT1' }),
      ledger: this.ledger,
      gateway: async () => {
        this.keyRead();
        return this.keychain ?? ok<PaymentGateway>(this.gateway);
      },
      health: this.health,
      now,
      till: () => '01',
      operatorId: () => null,
      scope: () => this.scope,
      notifyUrl: () => null,
      who: () => ({ operatorId: null, name: '王芳', role: 'owner' }),
      jobs: this.jobs,
      audit: {
        record: async (note) => {
          const fault = this.#auditFault;
          this.#auditFault = null;
          if (fault) throw fault;
          this.audited.push(note);
        },
      },
      emit: (event) => this.events.push(event),
      warn,
    });
    await this.payments.resume();
  }
}
