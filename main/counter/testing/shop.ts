import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PageSettings } from '../../../shared/contract/counter.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { startPracticeProcess, type PracticeProcess } from '../../../tests/practiceProcess.ts';
import type { MerchantConsole } from '../../console/console.ts';
import { addProfile, deskOf, openConsole } from '../../console/testing/openConsole.ts';
import type { Desk } from '../../console/desk.ts';
import { newTestKey } from '../../gateway/testing.ts';
import { createMemoryVault } from '../../vault/memoryVault.ts';
import { defaultPage } from '../settings.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One request over a real socket; a broken connection is status 0. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve) => {
    const { method = 'GET', headers = {}, body } = options;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = httpRequest(url, { method, agent: false, headers: { ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => resolve({ status: 0, headers: {}, body: '' }));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', () => resolve({ status: 0, headers: {}, body: '' }));
    request.end(body);
  });
}

/**
 * A whole console with its listener on, at a practice gateway of its own whose notices are the test's to make: the
 * profile's Huifu key is replaced by one that the test can sign with, once orders are placed.
 */
export class CounterShop {
  readonly huifu = newTestKey();
  readonly vault = createMemoryVault();
  readonly #dir = mkdtempSync(join(tmpdir(), 'hc-counter-'));
  gateway!: PracticeProcess;
  console!: MerchantConsole;
  /** What the console sent to the gateway, oldest first. */
  readonly sent: { path: string; data: Record<string, string> }[] = [];
  port = 8_000 + Math.floor(Math.random() * 1_000);

  static async open(): Promise<CounterShop> {
    const shop = new CounterShop();
    shop.gateway = await startPracticeProcess();
    await shop.start();
    await addProfile(shop.console, shop.gateway);
    await shop.listen();
    return shop;
  }

  async start(): Promise<void> {
    const watched: typeof fetch = async (input, init) => {
      const request = new Request(input, init);
      const body = request.headers.get('content-type')?.includes('json') ? await request.clone().text() : '';
      const { data } = (body === '' ? {} : JSON.parse(body)) as { data?: Record<string, string> };
      if (data) this.sent.push({ path: new URL(request.url).pathname, data });
      return fetch(request);
    };
    this.console = await openConsole({ dir: this.#dir, vault: this.vault, fetch: watched });
  }

  async close(): Promise<void> {
    await this.console.close();
    await this.gateway.kill();
    rmSync(this.#dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Turns the listener on, on a port that is free. */
  async listen(): Promise<void> {
    for (let left = 20; ; left -= 1) {
      const { port } = this;
      const saved = await this.desk.counter.saveListener({ on: true, port, address: 'loopback', publicUrl: this.url });
      if (!saved.ok) throw new Error(saved.error.code);
      const { status } = await this.desk.counter.view(this.desk.profile.id);
      if (status.running) return;
      if (left === 0) throw new Error(`no free port: ${status.problem}`);
      this.port = 8_000 + Math.floor(Math.random() * 1_000);
    }
  }

  get desk(): Desk {
    return deskOf(this.console);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get notifyUrl(): string {
    return `${this.url}/huifu/notify/${this.desk.profile.id}`;
  }

  async setPage(change: Partial<PageSettings>): Promise<void> {
    const saved = await this.desk.counter.savePage(this.desk.profile.id, { ...defaultPage, ...change });
    if (!saved.ok) throw new Error(saved.error.code);
  }

  /** From now on notices are signed by the test. Answers of the gateway no longer verify. */
  async signNotices(): Promise<void> {
    await this.desk.ledger.saveProfile({ ...this.desk.profile, huifuPublicKey: this.huifu.spki });
    await this.console.profilesChanged();
  }

  async charge(yuan = 12.5): Promise<Payment> {
    const answer = await this.desk.payments.collect(randomUUID(), fen(Math.round(yuan * 100)), '');
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.data;
  }

  async reread({ id }: Payment): Promise<Payment> {
    return (await this.desk.ledger.payment(id))!;
  }

  /** A signed notice of a payment, as a form. */
  notice(payment: Payment, change: Record<string, unknown> = {}): string {
    return this.form({
      resp_code: '00000000',
      resp_desc: '交易成功',
      huifu_id: payment.huifuId,
      req_date: payment.requestDate,
      req_seq_id: payment.requestNumber,
      hf_seq_id: `H${payment.requestNumber}`,
      trans_type: 'T_JSAPI',
      trans_amt: (payment.amount / 100).toFixed(2),
      pay_amt: (payment.amount / 100).toFixed(2),
      settlement_amt: (payment.amount / 100).toFixed(2),
      fee_amount: '0.05',
      trans_stat: 'S',
      acct_stat: 'I',
      notify_type: '1',
      ...change,
    });
  }

  form(fields: object): string {
    const text = JSON.stringify(fields);
    return new URLSearchParams({ resp_code: '10000', sign: this.huifu.sign(text), resp_data: text }).toString();
  }

  post(body: string | Buffer, url = this.notifyUrl, headers: Record<string, string> = {}): Promise<Answer> {
    return ask(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', ...headers },
    });
  }
}
