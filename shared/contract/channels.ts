import { z } from 'zod';
import { preferencesChangeSchema, type AppState, type GatewayHealth } from './app.ts';
import type { Answered } from './errors.ts';
import {
  collectSchema,
  paymentCursorSchema,
  paymentFilterSchema,
  paymentIdSchema,
  savedViewSchema,
  type PaymentCursor,
  type PaymentDetail,
  type PaymentTotals,
  type SavedView,
  type SearchHit,
} from './payments.ts';
import { profileFieldsSchema, type CheckFinding, type CredentialDraft, type ProfileView } from './profiles.ts';
import type { Payment } from '../domain/payment.ts';
import type { PaymentState } from '../domain/paymentState.ts';

const nothing = z.undefined();
const byId = z.strictObject({ id: paymentIdSchema });
const byDraft = z.strictObject({ draftId: z.uuid() });

/** Pairs a request's schema with the type of its result; the result is typed only, since `main` is trusted. */
function channel<Output>() {
  return <Schema extends z.ZodType>(request: Schema) => ({ request, output: undefined as unknown as Output });
}

/**
 * Every channel between the window and the main process: the whole surface, in one place.
 * The preload script exposes exactly these (`channelNames`), `main/ipc` serves exactly these.
 */
export const contract = {
  // The console itself
  'app.state': channel<AppState>()(nothing),
  'app.savePreferences': channel<null>()(preferencesChangeSchema),
  /** Puts the masked account of an error, with the log lines around it, on the clipboard. */
  'app.copySupport': channel<{ text: string }>()(z.strictObject({ supportId: z.string().max(40).optional() })),
  'app.copyText': channel<null>()(z.strictObject({ text: z.string().min(1).max(4000) })),
  'app.restoreBackup': channel<null>()(z.strictObject({ name: z.string().min(1).max(200) })),
  'app.quit': channel<null>()(nothing),

  // Profiles and keys
  /** Opens a file dialog; credentials are read in the main process. Without `draftId` a new draft begins. */
  'profiles.pickFile': channel<CredentialDraft>()(
    z.strictObject({ draftId: z.uuid().optional(), part: z.enum(['all', 'privateKey', 'huifuPublicKey']) }),
  ),
  /** Reads a key from the clipboard in the main process and clears the clipboard after a private one. */
  'profiles.pasteKey': channel<CredentialDraft>()(
    z.strictObject({ draftId: z.uuid().optional(), part: z.enum(['privateKey', 'huifuPublicKey']) }),
  ),
  'profiles.passphrase': channel<CredentialDraft>()(byDraft.extend({ passphrase: z.string().min(1).max(1024) })),
  'profiles.newDraft': channel<CredentialDraft>()(nothing),
  'profiles.dropDraft': channel<null>()(byDraft),
  /** Checks the typed fields together with the keys of the draft; says what is still missing. */
  'profiles.updateDraft': channel<CredentialDraft>()(byDraft.extend({ fields: profileFieldsSchema })),
  /** Keychain first, ledger second; makes the profile the active one. */
  'profiles.saveDraft': channel<ProfileView>()(byDraft.extend({ fields: profileFieldsSchema })),
  /** Self-test, signed query, clock: each finding in words. Sends one harmless query. */
  'profiles.check': channel<CheckFinding[]>()(z.strictObject({ profileId: z.string().max(64) })),
  'profiles.update': channel<ProfileView>()(
    z.strictObject({ profileId: z.string().max(64), fields: profileFieldsSchema }),
  ),
  'profiles.activate': channel<null>()(z.strictObject({ profileId: z.string().max(64) })),
  'profiles.remove': channel<null>()(z.strictObject({ profileId: z.string().max(64) })),

  // Practice mode
  'practice.enter': channel<ProfileView>()(nothing),
  'practice.leave': channel<null>()(nothing),
  /** Opens the link of a practice payment in the system's browser, as the customer's phone would. */
  'practice.openPhone': channel<null>()(byId),

  // Payments
  'payments.collect': channel<Payment>()(collectSchema),
  'payments.detail': channel<PaymentDetail>()(byId),
  'payments.list': channel<{ rows: Payment[]; next: PaymentCursor | null }>()(
    z.strictObject({
      filter: paymentFilterSchema,
      after: paymentCursorSchema.nullable(),
      limit: z.number().int().min(1).max(500),
    }),
  ),
  'payments.totals': channel<PaymentTotals>()(z.strictObject({ filter: paymentFilterSchema })),
  'payments.search': channel<SearchHit[]>()(z.strictObject({ text: z.string().trim().min(1).max(128) })),
  'payments.open': channel<Payment[]>()(nothing),
  'payments.queryNow': channel<PaymentDetail>()(byId),
  /** Sends the same pre-order again, with the same number, after its answer was lost. */
  'payments.resend': channel<Payment>()(byId),
  /** Notes the wish to close on disk; the close goes out once the order is a minute old. */
  'payments.cancel': channel<PaymentDetail>()(byId),
  'payments.copyLink': channel<null>()(byId),
  /** Saves the QR card, drawn by the window, as a PNG at a place chosen in a dialog. */
  'payments.saveCard': channel<{ saved: boolean; path: string }>()(byId.extend({ png: z.base64().max(3_000_000) })),

  // Saved views of the transactions list
  'views.list': channel<SavedView[]>()(nothing),
  'views.save': channel<null>()(savedViewSchema),
  'views.remove': channel<null>()(z.strictObject({ id: z.string().max(64) })),
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
}
export type EventTopic = keyof ConsoleEvents;

/** What the preload script puts on `window.huifuConsole`: one function per channel, one subscription, nothing else. */
export type ConsoleApi = {
  [N in ChannelName]: (request: ChannelRequest<N>) => Promise<Answered<ChannelOutput<N>>>;
} & {
  /** Subscribes to a topic; returns the way to end the subscription. */
  on<T extends EventTopic>(topic: T, listener: (event: ConsoleEvents[T]) => void): () => void;
};
