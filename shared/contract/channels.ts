import type { z } from 'zod';
import type { PaymentState } from '../domain/paymentState.ts';
import type { BusinessDate } from '../domain/time.ts';
import type { RefundState } from '../domain/refundState.ts';
import type { GatewayHealth } from './app.ts';
import { appChannels } from './channels/app.ts';
import { auditChannels } from './channels/audit.ts';
import { counterChannels } from './channels/counter.ts';
import { closingChannels } from './channels/closing.ts';
import { exportsChannels } from './channels/exports.ts';
import { jobChannels } from './channels/jobs.ts';
import { operatorsChannels } from './channels/operators.ts';
import { paymentsChannels } from './channels/payments.ts';
import { practiceChannels } from './channels/practice.ts';
import { printChannels } from './channels/print.ts';
import { refundsChannels } from './channels/refunds.ts';
import { profilesChannels } from './channels/profiles.ts';
import { statementsChannels } from './channels/statements.ts';
import { reconciliationChannels } from './channels/reconciliation.ts';
import { settlementChannels } from './channels/settlement.ts';
import { shiftsChannels } from './channels/shifts.ts';
import { signalsChannels } from './channels/signals.ts';
import { viewsChannels } from './channels/views.ts';
import { waysChannels } from './channels/ways.ts';
import type { Answered } from './errors.ts';
import type { JobView } from './jobs.ts';

/**
 * Every channel between the window and the main process: the whole surface, one file for each room in `channels/`.
 * The preload script exposes exactly these (`channelNames`), `main/ipc` serves exactly these, and `permissions.ts` says
 * what each needs.
 */
export const contract = {
  ...appChannels,
  ...auditChannels,
  ...profilesChannels,
  ...practiceChannels,
  ...paymentsChannels,
  ...counterChannels,
  ...waysChannels,
  ...closingChannels,
  ...viewsChannels,
  ...jobChannels,
  ...printChannels,
  ...reconciliationChannels,
  ...settlementChannels,
  ...exportsChannels,
  ...statementsChannels,
  ...refundsChannels,
  ...operatorsChannels,
  ...shiftsChannels,
  ...signalsChannels,
} as const;

export type Contract = typeof contract;
export type ChannelName = keyof Contract;
export type ChannelRequest<N extends ChannelName> = z.input<Contract[N]['request']>;
export type ChannelInput<N extends ChannelName> = z.output<Contract[N]['request']>;
export type ChannelOutput<N extends ChannelName> = Contract[N]['output'];

/** What `main` tells the window without being asked. */
export interface ConsoleEvents {
  /** A payment moved or learnt something; ask for what is on screen. */
  'payment.changed': { id: string; state: PaymentState; previous: PaymentState };
  /** A refund was asked for, moved or learnt something; so has what its payment may still refund. */
  'refund.changed': { id: string; paymentId: string; state: RefundState; previous: RefundState };
  'gateway.health': GatewayHealth;
  /** Profile, environment, preferences or keys changed: read `app.state` again. */
  'app.changed': Record<string, never>;
  /** A day was compared, a difference or a month changed; `null` is no day in particular. */
  'reconciliation.changed': { day: BusinessDate | null };
  /** A shift of this till was opened, closed, or handed orders over. */
  'shift.changed': Record<string, never>;
  /** Silence at the till began or ended: read `signals.silence` again. */
  'signals.changed': Record<string, never>;
  /** The listener's state, its notifications, plates or the page's settings changed: read `counter.view` again. */
  'counter.changed': Record<string, never>;
  /** Long work moved on, or came to its end. */
  'job.changed': JobView;
  /** A statement came, or what is wanted of them changed: read `statements.overview` again. */
  'statements.changed': Record<string, never>;
}
export type EventTopic = keyof ConsoleEvents;

/** What the preload script puts on `window.huifuConsole`: one function per channel, one subscription, nothing else. */
export type ConsoleApi = {
  [N in ChannelName]: (request: ChannelRequest<N>) => Promise<Answered<ChannelOutput<N>>>;
} & {
  /** Subscribes to a topic; returns the way to end the subscription. */
  on<T extends EventTopic>(topic: T, listener: (event: ConsoleEvents[T]) => void): () => void;
};
