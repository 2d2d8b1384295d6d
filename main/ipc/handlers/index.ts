import { channelNames } from '../../../shared/contract/names.ts';
import { appHandlers } from './app.ts';
import { auditHandlers } from './audit.ts';
import { counterHandlers } from './counter.ts';
import { closingHandlers } from './closing.ts';
import { jobHandlers } from './jobs.ts';
import { operatorsHandlers } from './operators.ts';
import { paymentsHandlers } from './payments.ts';
import { practiceHandlers } from './practice.ts';
import { printHandlers } from './print.ts';
import { profilesHandlers } from './profiles.ts';
import { statementsHandlers } from './statements.ts';
import { exportsHandlers } from './exports.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { settlementHandlers } from './settlement.ts';
import { refundsHandlers } from './refunds.ts';
import { shiftsHandlers } from './shifts.ts';
import { signalsHandlers } from './signals.ts';
import type { HandlerNeeds, Handlers } from './types.ts';
import { viewsHandlers } from './views.ts';
import { waysHandlers } from './ways.ts';

export type { Handlers, ShellActions } from './types.ts';

/** Every channel of the contract, each a few words that lead to the room that does the work. */
export function createHandlers(needs: HandlerNeeds): Handlers {
  return {
    ...appHandlers(needs),
    ...auditHandlers(needs),
    ...profilesHandlers(needs),
    ...practiceHandlers(needs),
    ...paymentsHandlers(needs),
    ...counterHandlers(needs),
    ...waysHandlers(needs),
    ...closingHandlers(needs),
    ...viewsHandlers(needs),
    ...jobHandlers(needs),
    ...printHandlers(needs),
    ...reconciliationHandlers(needs),
    ...settlementHandlers(needs),
    ...exportsHandlers(needs),
    ...statementsHandlers(needs),
    ...refundsHandlers(needs),
    ...operatorsHandlers(needs),
    ...shiftsHandlers(needs),
    ...signalsHandlers(needs),
  };
}

/** Serves the channels before the rooms are open: a call waits for them. */
export function later(handlers: Promise<Handlers>): Handlers {
  return Object.fromEntries(
    channelNames.map((name) => [name, async (input: never) => (await handlers)[name](input)]),
  ) as Handlers;
}
