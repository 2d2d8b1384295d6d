import type { Fen } from './money.ts';
import type { Instant } from './time.ts';

/** A fixed plate (台牌): a QR code on the counter or table that opens the shop's own payment page. */
export interface Plate {
  /** In the plate's address; random, so that addresses cannot be guessed. */
  id: string;
  profileId: string;
  /** What staff call it: a table, a counter. Customers see it too. */
  name: string;
  /** What the customer pays; `null`: the customer types the amount. */
  amount: Fen | null;
  /** Goods description in the payer's bill; the shop's title where it is empty. */
  note: string;
  createdAt: Instant;
}
