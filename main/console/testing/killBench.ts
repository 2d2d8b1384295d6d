import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { startPracticeProcess, type PracticeProcess } from '../../../tests/practiceProcess.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { createMemoryVault } from '../../vault/memoryVault.ts';
import type { Vault } from '../../vault/types.ts';
import type { MerchantConsole } from '../console.ts';
import type { Desk } from '../workspace.ts';
import type { HeldOptions } from './heldConsole.ts';
import { addProfile, deskOf, openConsole } from './openConsole.ts';

/** A gateway in one process, a console in another that is killed at a chosen point, and the console that follows it. */
export class KillBench {
  gateway!: PracticeProcess;
  #dir = '';
  #vault: Vault = createMemoryVault();
  #keyId = '';
  #child: ChildProcess | null = null;
  #shop: MerchantConsole | null = null;
  /** How far the restarted console's clock has been turned forward, ms. */
  #ahead = 0;

  /** A bench for every test of the file: a data folder with a merchant on record, as a console used before has left it. */
  static use(): KillBench {
    const bench = new KillBench();
    beforeAll(async () => {
      bench.gateway = await startPracticeProcess();
    });
    afterAll(() => bench.gateway.kill());
    beforeEach(() => bench.#open());
    afterEach(() => bench.#close());
    return bench;
  }

  async #open(): Promise<void> {
    this.#ahead = 0;
    await this.gateway.reset();
    this.#dir = await mkdtemp(join(tmpdir(), 'hc-kill-'));
    this.#vault = createMemoryVault();
    const first = await openConsole({ dir: this.#dir, vault: this.#vault });
    ({ keyId: this.#keyId } = await addProfile(first, this.gateway));
    await first.close();
  }

  async #close(): Promise<void> {
    await this.kill();
    await this.#shop?.close();
    this.#shop = null;
    await rm(this.#dir, { recursive: true, force: true });
  }

  /** Starts the console that charges; its next lines are read with {@link KillBench.said}. */
  start(given: Pick<HeldOptions, 'hold' | 'code' | 'amount'>): AsyncIterator<string> {
    const options: HeldOptions = {
      ...given,
      dir: this.#dir,
      keyId: this.#keyId,
      privateKey: this.gateway.merchant_private_key,
    };
    const script = join(import.meta.dirname, 'heldConsole.ts');
    this.#child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
    return createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  async said(lines: AsyncIterator<string>): Promise<string> {
    const { value, done } = await lines.next();
    return done ? 'ended' : value;
  }

  /** Lets a console that has charged go on to close the payment. */
  goOn(): void {
    this.#child!.stdin!.write('\n');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** A start takes a while, so that what is open is asked for at once. */
  async restart(): Promise<void> {
    await this.#shop?.close();
    await this.wait(3);
    this.#shop = await openConsole({ dir: this.#dir, vault: this.#vault, now: () => Date.now() + this.#ahead });
  }

  desk(): Desk {
    return deskOf(this.#shop!);
  }

  async payments(): Promise<Payment[]> {
    return (await this.desk().ledger.listPayments(this.desk().profile.id, {}, null, 10)).rows;
  }

  /** The one payment, once it stands as expected. */
  async until(expected: Partial<Payment>): Promise<Payment> {
    const look = async () => expect(await this.payments()).toMatchObject([expected]);
    await vi.waitFor(look, { timeout: 20_000, interval: 50 });
    return (await this.payments())[0]!;
  }

  /** Time passes, on both clocks and for every order. */
  async wait(seconds: number): Promise<void> {
    this.#ahead += seconds * 1000;
    await this.gateway.advance(seconds);
    await this.gateway.clearFaults();
    await this.gateway.fault('dateShift', { on: '*', times: null, seconds: this.#ahead / 1000 });
  }

  async callsOf(name: 'preorder' | 'micropay' | 'close'): Promise<number> {
    return (await this.gateway.calls()).filter(({ path }) => path.endsWith(`/${name}`)).length;
  }

  /** What stands in the two records for a payment, side by side. */
  async bothRecords() {
    const [rows, orders] = await Promise.all([this.payments(), this.gateway.orders()]);
    return {
      ledger: rows.map(({ requestNumber, state }) => [requestNumber, state]),
      gateway: orders.map((order) => [order.req_seq_id, order.stage]),
    };
  }
}
