import type { Ledger } from '../../ledger/types.ts';

/** Where a console in a process of its own stops for ever: at a write of the ledger (`to`: only a move to this state), or at a call of this path. */
export interface HoldPoint {
  at: keyof Ledger | 'fetch';
  when: 'before' | 'after';
  to?: string;
  path?: string;
}

export const say = (line: string) => process.stdout.write(`${line}\n`);

/** The function, but it stops before or after the call that `matches`, and says so. */
function held<A extends unknown[], R>(
  real: (...args: A) => Promise<R>,
  when: HoldPoint['when'],
  matches: (args: A) => boolean,
) {
  return async (...args: A): Promise<R> => {
    if (!matches(args)) return real(...args);
    if (when === 'after') await real(...args);
    say('held');
    return new Promise(() => {});
  };
}

const addressOf = (to: string | URL | Request) => (to instanceof Request ? to.url : String(to));

export function heldFetch(hold: HoldPoint | null): typeof fetch {
  if (hold?.at !== 'fetch') return fetch;
  return held(fetch, hold.when, ([to]) => addressOf(to).endsWith(hold.path ?? ''));
}

/** Holds a write of this ledger. The third argument of every move is the state that is moved to. */
export function holdLedger(ledger: Ledger, hold: HoldPoint | null): void {
  if (!hold || hold.at === 'fetch') return;
  const real = ledger[hold.at] as (...args: unknown[]) => Promise<unknown>;
  Object.assign(ledger, { [hold.at]: held(real, hold.when, ([, , to]) => hold.to === undefined || to === hold.to) });
}
