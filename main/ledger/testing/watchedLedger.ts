import type { Ledger } from '../types.ts';

/** A fault of the machine that the next fitting call meets. */
interface LedgerFaultToCome {
  method: keyof Ledger;
  matches: (args: unknown[]) => boolean;
  error: Error;
}

/** A real ledger for rooms under test: it counts the calls under way, and fails where the test says so. */
export class WatchedLedger {
  /** Calls that have no answer yet. */
  pending = 0;
  #fault: LedgerFaultToCome | null = null;

  /** The next call of this method, with such arguments, fails, as on a full disk. */
  fail(method: keyof Ledger, error: Error, matches: (args: unknown[]) => boolean = () => true): void {
    this.#fault = { method, error, matches };
  }

  /** No fault is waiting any more. */
  calm(): void {
    this.#fault = null;
  }

  /** The ledger as the room under test gets it. */
  over(real: Ledger): Ledger {
    return new Proxy(real, {
      get: (target, method: keyof Ledger) => {
        const call = target[method] as (...args: unknown[]) => Promise<unknown>;
        return async (...args: unknown[]) => {
          const fault = this.#fault;
          if (fault?.method === method && fault.matches(args)) {
            this.#fault = null;
            throw fault.error;
          }
          this.pending += 1;
          try {
            return await call(...args);
          } finally {
            this.pending -= 1;
          }
        };
      },
    });
  }
}
