import type { z } from 'zod';
import type { PaymentState } from '../domain/paymentState.ts';
import type { GatewayHealth } from './app.ts';
import { appChannels } from './channels/app.ts';
import { auditChannels } from './channels/audit.ts';
import { jobChannels } from './channels/jobs.ts';
import { operatorsChannels } from './channels/operators.ts';
import { paymentsChannels } from './channels/payments.ts';
import { practiceChannels } from './channels/practice.ts';
import { printChannels } from './channels/print.ts';
import { profilesChannels } from './channels/profiles.ts';
import { shiftsChannels } from './channels/shifts.ts';
import { viewsChannels } from './channels/views.ts';
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
  ...viewsChannels,
  ...jobChannels,
  ...printChannels,
  ...operatorsChannels,
  ...shiftsChannels,
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
  'gateway.health': GatewayHealth;
  /** Profile, environment, preferences or keys changed: read `app.state` again. */
  'app.changed': Record<string, never>;
  /** A shift of this till was opened, closed, or handed orders over. */
  'shift.changed': Record<string, never>;
  /** Long work moved on, or came to its end. */
  'job.changed': JobView;
}
export type EventTopic = keyof ConsoleEvents;

/** What the preload script puts on `window.huifuConsole`: one function per channel, one subscription, nothing else. */
export type ConsoleApi = {
  [N in ChannelName]: (request: ChannelRequest<N>) => Promise<Answered<ChannelOutput<N>>>;
} & {
  /** Subscribes to a topic; returns the way to end the subscription. */
  on<T extends EventTopic>(topic: T, listener: (event: ConsoleEvents[T]) => void): () => void;
};
