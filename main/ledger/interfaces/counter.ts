import type { Plate } from '../../../shared/domain/plate.ts';
import type { BusinessDate, Instant } from '../../../shared/domain/time.ts';

/**
 * What became of a notification that was taken in. `stored`: not looked at yet; `done`: the record says what it says;
 * `orphan`: no such order here; `kept`: nothing follows from it;
 * `refused`: it contradicts the record (another amount, or states that exclude each other), so the gateway was asked.
 */
export type NoticeState = 'stored' | 'done' | 'orphan' | 'kept' | 'refused';

/** A notification as it is written down before it is acknowledged. */
export interface NewNotice {
  profileId: string;
  /** `notify`: signed with Huifu's key; `webhook`: a console Webhook, which is only a hint. */
  source: 'notify' | 'webhook';
  /** Equal keys say the same thing; the second one only counts up. */
  key: string;
  requestNumber: string;
  requestDate: BusinessDate | null;
  /** The signed text as it came, and its signature. */
  text: string;
  sign: string;
  receivedAt: Instant;
}

export interface StoredNotice extends NewNotice {
  id: number;
  state: NoticeState;
  /** How often it came. */
  copies: number;
}

export interface NoticeMove {
  id: number;
  from: NoticeState;
  to: NoticeState;
}

/** An order made by the shop's own page or mini program: what the payer's phone needs to come back to it. */
export interface PageOrder {
  /** In the address of the waiting page; random. */
  token: string;
  paymentId: string;
  plateId: string;
  /** What the wallet's bridge is handed, untouched; `null` for a hosted link. */
  payInfo: string | null;
  /** Where the mini program was opened from and with what, as it said (JSON text). */
  origin: string | null;
  createdAt: Instant;
}

/** Notifications, plates, and orders of the shop's own page. */
export interface CounterLedger {
  /** Writes notifications down, all in one transaction. Returns the new ones; copies of known ones only count up. */
  storeNotices(notices: NewNotice[]): Promise<StoredNotice[]>;
  /** Notifications in these states, oldest first. */
  noticesIn(profileId: string, states: NoticeState[], limit: number): Promise<StoredNotice[]>;
  /** Each a compare-and-set, all in one transaction. */
  moveNotices(moves: NoticeMove[]): Promise<void>;
  /** How many there are by state, and when the last one came. */
  noticeCounts(profileId: string): Promise<{ counts: Partial<Record<NoticeState, number>>; lastAt: Instant | null }>;

  plates(profileId: string): Promise<Plate[]>;
  /** Any profile's; `null` for one that is not there or was taken away. */
  plate(id: string): Promise<Plate | null>;
  savePlate(plate: Plate): Promise<void>;
  /** Its address stops working; its orders stay. */
  removePlate(id: string, at: Instant): Promise<void>;

  insertPageOrder(order: PageOrder): Promise<void>;
  pageOrder(token: string): Promise<PageOrder | null>;
}
