import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { addProfile, deskOf, openConsole } from '../main/console/testing/openConsole.ts';
import type { MerchantConsole } from '../main/console/console.ts';
import { createMemoryVault } from '../main/vault/memoryVault.ts';
import { fen } from '../shared/domain/money.ts';
import { startPracticeProcess, type PracticeProcess } from '../tests/practiceProcess.ts';

/** A console without its window, on real parts, that counts what it asks of the gateway. */
export interface CountedConsole {
  shop: MerchantConsole;
  gateway: PracticeProcess;
  /** Moments at which calls began, ms of `performance.now()`, since {@link CountedConsole.count}. */
  calls: number[];
  /** Begins to count anew. */
  count(): void;
  close(): Promise<void>;
}

export async function openCountedConsole(folder: string): Promise<CountedConsole> {
  const gateway = await startPracticeProcess();
  const calls: number[] = [];
  const shop = await openConsole({
    dir: join(folder, 'data'),
    vault: createMemoryVault(),
    fetch: (...call) => {
      calls.push(performance.now());
      return fetch(...call);
    },
  });
  await addProfile(shop, gateway, { linkMinutes: 120 });
  return {
    shop,
    gateway,
    calls,
    count: () => void (calls.length = 0),
    async close() {
      await shop.close();
      await gateway.kill();
    },
  };
}

/** Makes `count` unpaid orders; returns their numbers. */
export async function makeOrders({ shop }: CountedConsole, count: number): Promise<string[]> {
  const { payments } = deskOf(shop);
  const numbers: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const answer = await payments.collect(randomUUID(), fen(100 + made), '');
    if (!answer.ok) throw new Error(answer.error.code);
    numbers.push(answer.data.requestNumber);
  }
  return numbers;
}

/** The most calls that began within any second. */
export function mostPerSecond(calls: readonly number[]): number {
  let most = 0;
  for (let from = 0, to = 0; to < calls.length; to += 1) {
    while (calls[to]! - calls[from]! >= 1_000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
