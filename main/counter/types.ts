import type {
  CounterView,
  ListenerSettings,
  NewPlate,
  PageSecret,
  PageSettings,
  ReadinessFinding,
  WechatUserView,
} from '../../shared/contract/counter.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Environment, Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Audit } from '../audit/types.ts';
import type { MerchantLookups } from '../gateway/lookups/types.ts';
import type { RefundNotification } from '../gateway/notices/notice.ts';
import type { Ledger } from '../ledger/types.ts';
import type { Log } from '../log/log.ts';
import type { PaymentsRoom } from '../payments/room.ts';
import type { Vault } from '../vault/types.ts';

/** One merchant as the counter knows it. */
export interface CounterMerchant {
  profile: Profile;
  payments: PaymentsRoom;
}

/** What the counter room is given: its neighbours behind small interfaces, and a clock. */
export interface CounterNeeds {
  environment: Environment;
  ledger: Ledger;
  vault: Vault;
  audit: Audit;
  log: Log;
  /** The host's network; how WeChat and Alipay are asked who the payer is. */
  fetch: typeof fetch;
  now(): Instant;
  merchant(profileId: string): CounterMerchant | null;
  profiles(): Profile[];
  /** Huifu's look-ups for this merchant; fails when the private key cannot be had from the keychain. */
  lookups(profileId: string): Promise<Answered<MerchantLookups>>;
  /** A profile was saved by the counter (a Webhook key was added or removed). */
  profileSaved(): Promise<void>;
  /** Hands a refund's notice to whoever keeps refunds; see `NoticeDeskNeeds`. */
  onRefundNotice(profileId: string, notice: RefundNotification): Promise<boolean>;
  /** Something that the settings view shows has changed. */
  changed(): void;
}

/** The optional HTTP listener of one environment: notifications, the shop's own page, plates. */
export interface Counter {
  /** Where the gateway shall send a merchant's notifications; `null` while nobody listens or the outside cannot reach it. */
  notifyUrl(profileId: string): string | null;
  /** Starts to listen if it is turned on, and takes up what an earlier run left. The desks must be open. */
  start(): Promise<void>;
  /** The merchants changed. */
  reload(): Promise<void>;
  view(profileId: string): Promise<CounterView>;
  saveListener(settings: ListenerSettings): Promise<Answered<null>>;
  savePage(profileId: string, settings: PageSettings): Promise<Answered<null>>;
  /** Keeps a pasted secret in the keychain. */
  storeSecret(profileId: string, which: PageSecret, text: string): Promise<Answered<null>>;
  removeSecret(profileId: string, which: PageSecret): Promise<Answered<null>>;
  addPlate(profileId: string, plate: NewPlate): Promise<Answered<null>>;
  removePlate(profileId: string, id: string): Promise<Answered<null>>;
  /** Asks Huifu what is set up for this merchant. */
  readiness(profileId: string): Promise<Answered<ReadinessFinding[]>>;
  /** Asks who shows this WeChat payment code (§3.9.1). It is not charged, and kept nowhere. */
  wechatUser(profileId: string, code: string): Promise<Answered<WechatUserView>>;
  /** Resolves when no notification is waiting to be worked off. */
  settled(): Promise<void>;
  close(): Promise<void>;
}
