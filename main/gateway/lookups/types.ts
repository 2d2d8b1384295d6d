import type { CallNumber, CallOutcome } from '../types.ts';

/** A field of an answer as it came, for a person to read where its meaning is not published (huifu-api.md §10). */
export interface RawField {
  name: string;
  value: string;
}

/** Who a payer is, as WeChat knows them: under Huifu's appid, under the shop's own (huifu-api.md §3.9.1). */
export interface WechatUser {
  openId: string | null;
  appOpenId: string | null;
  raw: RawField[];
}

/** How the merchant's real-name authorisation at WeChat stands (huifu-api.md §3.9.10). */
export type RealNameState =
  | 'authorized'
  | 'notAuthorized'
  | 'editing'
  | 'reviewing'
  | 'confirmContact'
  | 'confirmLegalPerson'
  | 'passed'
  | 'rejected'
  | 'frozen'
  | 'cancelled'
  | 'notApplied'
  | 'unknown';

export interface RealNameReport {
  state: RealNameState;
  /** Why WeChat turned it down. */
  reason: string;
  /** What the contact or the legal person is to scan. */
  qrCode: string;
  raw: RawField[];
}

/** Which WeChat accounts are bound to the merchant (huifu-api.md §3.9.9). */
export interface WechatConfigReport {
  /** Every appid that occurs in the bindings. */
  appIds: string[];
  /** Every payment directory. */
  paths: string[];
  /** Bindings that did not succeed, as Huifu words them. */
  failures: string[];
  raw: RawField[];
}

/** The little that a console reads of the merchant's own data; the rest is personal and is dropped at once (§3.9.11). */
export interface MerchantReport {
  name: string;
  /** Channels opened with the wallets. */
  wechatChannels: number;
  alipayChannels: number;
}

/** Questions about payers and about what is set up. They move nothing. Never throw for anything the network or the gateway does. */
export interface MerchantLookups {
  /** The payer behind a WeChat payment code (§3.9.1). The code lives in this call only. */
  wechatUser(call: CallNumber, code: string, appId: string): Promise<CallOutcome<WechatUser>>;
  /** The payer behind 云闪付's authorisation code (§3.9.2). `app`: the word of its browser, such as `UnionPay/1.0 CloudPay`. */
  unionPayUser(call: CallNumber, code: string, app: string): Promise<CallOutcome<{ userId: string }>>;
  wechatConfig(call: CallNumber): Promise<CallOutcome<WechatConfigReport>>;
  realName(call: CallNumber): Promise<CallOutcome<RealNameReport>>;
  merchant(call: CallNumber): Promise<CallOutcome<MerchantReport>>;
}
