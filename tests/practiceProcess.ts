import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** What the practice gateway prints when it serves: everything that a merchant would have been given by Huifu. */
export interface PracticeReady {
  gateway_url: string;
  control_url: string;
  sys_id: string;
  product_id: string;
  huifu_id: string;
  project_id: string;
  merchant_private_key: string;
  huifu_public_key: string;
}

/** The practice gateway as a process of its own, with its control address (see docs/practice-gateway.md). */
export interface PracticeProcess extends PracticeReady {
  /** Sets a fault; it strikes once unless told otherwise. */
  fault(fault: string, options?: Record<string, unknown>): Promise<void>;
  clearFaults(): Promise<void>;
  /** What a payer does: `open`, `pay`, `decline`, or the cashier's own `expire`. */
  act(requestNumber: string, act: 'open' | 'pay' | 'decline' | 'expire', body?: Record<string, unknown>): Promise<void>;
  orders(): Promise<{ req_seq_id: string; stage: string; trans_stat: string; trans_amt: string; link: string }[]>;
  calls(): Promise<{ path: string }[]>;
  /** Makes everything in the gateway's record that much older. */
  advance(seconds: number): Promise<void>;
  /** A statement of today, true to the gateway's own trades, without a query. */
  statement(what: 'trade' | 'settlement' | 'wechat'): Promise<string>;
  /** Forgets orders, numbers, faults and calls; keys and addresses stay. */
  reset(): Promise<void>;
  /** SIGKILL, as when the network is gone: with the same `dataDir` and `port` it can be started again. */
  kill(): Promise<void>;
}

/**
 * Starts `npm run practice-gateway` without npm, and waits until it serves.
 *
 * @param options.dataDir keeps keys and orders over a restart
 * @param options.port the port of an earlier run; any free one otherwise
 */
export async function startPracticeProcess(
  options: { dataDir?: string; port?: number } = {},
): Promise<PracticeProcess> {
  const args = ['main/practice/command.ts', '--json', '--port', String(options.port ?? 0)];
  if (options.dataDir) args.push('--data', options.dataDir);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = JSON.parse(await firstLine(child)) as PracticeReady;

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${ready.control_url}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  return {
    ...ready,
    fault: (fault, given = {}) => control('POST', '/faults', { fault, ...given }),
    clearFaults: () => control('DELETE', '/faults'),
    act: (requestNumber, act, body = {}) => control('POST', `/orders/${requestNumber}/${act}`, body),
    orders: () => control('GET', '/orders'),
    calls: () => control('GET', '/calls'),
    advance: (seconds) => control('POST', '/advance', { seconds }),
    statement: async (what) => (await fetch(`${ready.control_url}/statements/today/${what}`)).text(),
    reset: () => control('POST', '/reset', {}),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface({ input: child.stdout! });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the practice gateway ended with ${String(code)} before it was ready`);
  });
  const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
  ended.catch(() => {});
  return line;
}
