import { z } from 'zod';
import { MAX_FEN, type Fen } from '../domain/money.ts';
import { isListenerPort, listenerAddresses } from '../domain/listener.ts';
import type { Plate } from '../domain/plate.ts';
import type { Instant } from '../domain/time.ts';
import type { AdviceKey } from '../i18n/advice.ts';

/** The optional listener of this console: off unless the owner turns it on. */
export const listenerSettingsSchema = z.strictObject({
  on: z.boolean(),
  port: z.number().int().refine(isListenerPort),
  address: z.enum(listenerAddresses),
  /** Under which the outside reaches it; empty: nobody is told of it. */
  publicUrl: z.string().trim().max(200),
});
export type ListenerSettings = z.infer<typeof listenerSettingsSchema>;

const appId = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{0,32}$/);
const address = z.string().trim().max(200);

/** What a merchant's own page needs besides the secrets, which are in the keychain. */
export const pageSettingsSchema = z.strictObject({
  /** Official account (公众号) under which WeChat tells who the payer is. */
  wechatAppId: appId,
  /** Name of the file by which WeChat verifies the domain; what it holds stands in its name. */
  wechatVerifyFile: z
    .string()
    .trim()
    .regex(/^(?:MP_verify_[0-9A-Za-z]{8,32}\.txt)?$/),
  /** The account is the service provider's: its `openid` goes alone, without the pair of appid and openid. */
  wechatIsProviders: z.boolean(),
  /** The shop's own mini program. */
  appletAppId: appId,
  /** Application at Alipay's open platform. */
  alipayAppId: appId,
  /** Whether 云闪付's browser is sent to its own authorisation; otherwise to the hosted link. */
  unionPay: z.boolean(),
  /** Where the wallets' own services are; the real ones when empty. */
  wechatOpenUrl: address,
  wechatApiUrl: address,
  alipayOpenUrl: address,
  alipayApiUrl: address,
  unionPayUrl: address,
});
export type PageSettings = z.infer<typeof pageSettingsSchema>;

/** Secrets of the page; each is pasted once, goes to the keychain, and is never shown. */
export const pageSecrets = ['wechat', 'applet', 'alipay', 'webhook'] as const;
export type PageSecret = (typeof pageSecrets)[number];

/** Who a payer is at WeChat, by the payment code that they show (huifu-api.md §3.9.1). */
export interface WechatUserView {
  openId: string | null;
  appOpenId: string | null;
  raw: { name: string; value: string }[];
}

/** Why the listener does not run although it should. */
export type ListenerProblem = 'portTaken' | 'portForbidden' | 'failed';

export interface CounterView {
  settings: ListenerSettings;
  status: {
    running: boolean;
    /** The port in use; `null` while it does not run. */
    port: number | null;
    problem: ListenerProblem | null;
    lastNoticeAt: Instant | null;
    /** Notifications on record: recorded, not yet looked at, without an order, waiting for refunds, contradicting. */
    counts: { done: number; stored: number; orphan: number; refused: number };
  };
  /** Where the gateway sends this merchant's notifications, and where its console Webhooks are to go; `null` while nobody is told. */
  notifyUrl: string | null;
  webhookUrl: string | null;
  page: PageSettings;
  /** Which secrets are in the keychain. */
  secrets: Record<PageSecret, boolean>;
  /** With the address on each; `null` while there is no public address. */
  plates: (Plate & { url: string | null })[];
  /** Practice mode chooses everything itself. */
  automatic: boolean;
}

export const newPlateSchema = z.strictObject({
  name: z.string().trim().min(1).max(20),
  amount: z
    .number()
    .int()
    .min(1)
    .max(MAX_FEN)
    .transform((n) => n as Fen)
    .nullable(),
  note: z.string().trim().max(40),
});
export type NewPlate = z.infer<typeof newPlateSchema>;

/** What readiness looks at. */
const readinessTopics = ['merchant', 'wechatPay', 'alipay', 'wechatConfig', 'paymentPath', 'realName'] as const;
export type ReadinessTopic = (typeof readinessTopics)[number];

/** One finding of the readiness view, worded by `counter.readiness.<topic>.<outcome>`, or `.lookup.<outcome>` without an answer. */
export interface ReadinessFinding {
  topic: ReadinessTopic;
  level: 'good' | 'warning' | 'bad' | 'skipped';
  outcome: string;
  params: Record<string, string | number>;
  /** What to do, where the gateway's own words tell a known case. */
  advice: AdviceKey | null;
  /** Fields of the answer as they came, where their meaning is not published. */
  raw: { name: string; value: string }[];
}
