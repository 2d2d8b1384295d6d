import { channelNames } from '../../../shared/contract/names.ts';
import { appHandlers } from './app.ts';
import { auditHandlers } from './audit.ts';
import { jobHandlers } from './jobs.ts';
import { operatorsHandlers } from './operators.ts';
import { paymentsHandlers } from './payments.ts';
import { practiceHandlers } from './practice.ts';
import { printHandlers } from './print.ts';
import { profilesHandlers } from './profiles.ts';
import { shiftsHandlers } from './shifts.ts';
import type { HandlerNeeds, Handlers } from './types.ts';
import { viewsHandlers } from './views.ts';

export type { Handlers, ShellActions } from './types.ts';

/** Every channel of the contract, each a few words that lead to the room that does the work. */
export function createHandlers(needs: HandlerNeeds): Handlers {
  return {
    ...appHandlers(needs),
    ...auditHandlers(needs),
    ...profilesHandlers(needs),
    ...practiceHandlers(needs),
    ...paymentsHandlers(needs),
    ...viewsHandlers(needs),
    ...jobHandlers(needs),
    ...printHandlers(needs),
    ...operatorsHandlers(needs),
    ...shiftsHandlers(needs),
  };
}

/** Serves the channels before the rooms are open: a call waits for them. */
export function later(handlers: Promise<Handlers>): Handlers {
  return Object.fromEntries(
    channelNames.map((name) => [name, async (input: never) => (await handlers)[name](input)]),
  ) as Handlers;
}
