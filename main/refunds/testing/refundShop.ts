import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import type { ConsoleEvents } from '../../../shared/contract/channels.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import type { AuditNote } from '../../../shared/domain/audit.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { ok } from '../../../shared/domain/result.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { RefundCalls } from '../../gateway/types.ts';
import { createJobs } from '../../jobs/jobs.ts';
import { ledgerPath } from '../../ledger/files.ts';
import { openLedger } from '../../ledger/index.ts';
import { NOON, sampleEvent, samplePayment, sampleProfile } from '../../ledger/testing/samples.ts';
import { WatchedLedger } from '../../ledger/testing/watchedLedger.ts';
import type { Ledger, PaymentScope } from '../../ledger/types.ts';
import { noApprovals, rulesAlone } from './alone.ts';
import type { Actor, Approvals, OperatorRules } from '../../operators/types.ts';
import { createHealthTracker } from '../../payments/health.ts';
import { createPace } from '../../payments/pace.ts';
import { createRefundsRoom, type RefundsRoom } from '../room.ts';
import { ScriptedRefunds } from './scriptedGateway.ts';

export const owner: Actor = { operatorId: null, name: '', role: 'owner' };

/**
 * One merchant's refunds on a real ledger, a scripted gateway, and clocks that the test moves: {@link RefundShop.pass} lets
 * time go by everywhere, {@link RefundShop.clockAhead} turns the console's clock alone. Times are ms.
 */
export class RefundShop {
  readonly gateway = new ScriptedRefunds(() => Date.now());
  readonly warnings: string[] = [];
  readonly events: ConsoleEvents['refund.changed'][] = [];
  readonly audited: AuditNote[] = [];
  clockAhead = 0;
  /** What the keychain says instead of giving the key. */
  keychain: Answered<never> | null = null;
  /** What the payments room says of the PC's date. */
  clock: Answered<null> = ok(null);
  actor: Actor | null = owner;
  approvals: Approvals = noApprovals;
  rules: OperatorRules = rulesAlone;
  till = '01';
  scope: PaymentScope = null;
  refunds!: RefundsRoom;
  ledger!: Ledger;
  readonly dir = mkdtempSync(join(tmpdir(), 'hc-refunds-'));
  #real!: Ledger;
  readonly #watched = new WatchedLedger();
  #jobs: ReturnType<typeof createJobs> | null = null;

  static async open(): Promise<RefundShop> {
    vi.useFakeTimers({ now: NOON, toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
    const shop = new RefundShop();
    await shop.#open();
    return shop;
  }

  async close(): Promise<void> {
    vi.useRealTimers();
    await this.refunds.stop();
    await this.#real.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** The process ends without a word to anybody and a new one begins. */
  async crash(): Promise<void> {
    const dead = this.refunds;
    await this.#real.close();
    void dead.stop();
    await this.#open();
  }

  /** A copy of the ledger as it is now; {@link RefundShop.restore} puts it back. */
  async backUp(): Promise<string> {
    return this.#real.backup('manual');
  }

  /** The ledger is replaced by an older copy of itself, as after a broken disk. */
  async restore(copy: string): Promise<void> {
    const dead = this.refunds;
    await this.#real.close();
    void dead.stop();
    const path = ledgerPath({ dir: this.dir, name: 'live' });
    for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
    copyFileSync(copy, path);
    await this.#open();
  }

  /** Everything works again, and the clock is put right. */
  calm(): void {
    this.keychain = null;
    this.clock = ok(null);
    this.#watched.calm();
    this.clockAhead = 0;
    this.gateway.clearFaults();
    this.gateway.funds = Number.MAX_SAFE_INTEGER;
  }

  /** Time goes by, for everybody. */
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
  failLedger(method: keyof Ledger, error: Error): void {
    this.#watched.fail(method, error);
  }

  /** An order that was paid, here and at the gateway. */
  async paid(amount = 1000, over: Partial<Payment> = {}): Promise<Payment> {
    const payment = samplePayment('shop', { amount: fen(amount), createdAt: instant(Date.now()), till: '01', ...over });
    await this.#real.insertPayment(payment, sampleEvent());
    const facts = { fee: fen(5), booking: 'booked', endedAt: instant(Date.now()) } as const;
    await this.#real.movePayment(payment.id, 'created', 'paid', facts, sampleEvent({ to: 'paid' }));
    this.gateway.orders.set(payment.requestNumber, { amount: fen(amount), booked: true });
    return (await this.#real.payment(payment.id))!;
  }

  /** What the dialog does: the dry run, then the confirmation of exactly that. */
  async refund(payment: Payment, amount?: number, approvalId: string | null = null): Promise<Answered<Refund>> {
    const wish = amount === undefined ? {} : { amount: fen(amount) };
    const shown = await this.refunds.prepare({ paymentId: payment.id, ...wish });
    if (!shown.ok) return shown;
    return this.confirm(payment, shown.data.number, shown.data.amount, approvalId);
  }

  async confirm(
    payment: Payment,
    number: string,
    amount: number,
    approvalId: string | null = null,
  ): Promise<Answered<Refund>> {
    const tail = payment.requestNumber.slice(-4);
    const wish = { paymentId: payment.id, number, amount: fen(amount), reason: 'goodsReturned', tail, approvalId };
    const answer = this.refunds.request(wish);
    answer.catch(() => {});
    await this.settle();
    return answer;
  }

  async reread(id: string): Promise<Refund> {
    return (await this.#real.refund(id))!;
  }

  /** Every refund on record. */
  async all(): Promise<Refund[]> {
    return (await this.#real.listRefunds('shop', { show: 'all' }, null, 500, instant(Date.now()))).rows;
  }

  async payments(): Promise<Payment[]> {
    return (await this.#real.listPayments('shop', {}, null, 500)).rows;
  }

  jobs() {
    return this.#jobs!;
  }

  async #open(): Promise<void> {
    const opened = await openLedger({ dir: this.dir, name: 'live' });
    if (!opened.ok) throw new Error(opened.error.kind);
    this.#real = opened.data;
    await this.#real.saveProfile(sampleProfile('shop', { projectId: 'PROJECT1' }));
    this.ledger = this.#watched.over(this.#real);
    const now = () => instant(Date.now() + this.clockAhead);
    const warn = (message: string, fields: object) => this.warnings.push(`${message} ${JSON.stringify(fields)}`);
    this.#jobs = createJobs({ now, tell: () => {}, warn });
    this.refunds = createRefundsRoom({
      profile: () => sampleProfile('shop', { projectId: 'PROJECT1' }),
      ledger: this.ledger,
      gateway: async () => this.keychain ?? ok<RefundCalls>(this.gateway),
      health: createHealthTracker(now, () => {}),
      pace: createPace(),
      audit: { record: async (note) => void this.audited.push(note) },
      approvals: { take: (...given) => this.approvals.take(...given) },
      rules: {
        refundLimits: (role) => this.rules.refundLimits(role),
        secondPersonPossible: () => this.rules.secondPersonPossible(),
      },
      checkClock: async () => this.clock,
      who: { current: () => this.actor },
      scope: () => this.scope,
      jobs: this.#jobs,
      now,
      till: () => this.till,
      notifyUrl: () => null,
      emit: (event) => this.events.push(event),
      warn,
    });
    await this.refunds.resume();
  }
}
