import type { PageSettings } from '../../../shared/contract/counter.ts';
import type { Plate } from '../../../shared/domain/plate.ts';
import type { Received } from '../http/server.ts';
import type { PageSecrets } from '../secrets.ts';
import type { CounterMerchant, CounterNeeds } from '../types.ts';
import type { View } from './html.ts';
import type { Session, Wallet } from './sessions.ts';

export interface PagesNeeds extends CounterNeeds {
  secrets: PageSecrets;
  /** Under which payers reach the pages; `null` while they do not. */
  publicUrl(): string | null;
}

/** One request to a plate's address, with all that is known about it. */
export interface Visit {
  request: Received;
  plate: Plate;
  merchant: CounterMerchant;
  settings: PageSettings;
  session: Session;
  wallet: Wallet;
  view: View;
  /** Address of the plate's page from outside. */
  plateUrl: string;
}

/** What heads a merchant's page. */
export function shopOf({ profile }: CounterMerchant): Pick<View, 'shop' | 'practice'> {
  return { shop: profile.projectTitle || profile.name, practice: profile.environment === 'practice' };
}

/** Under which a payer is kept: another merchant's app knows the same person by another name. */
export function payerKey({ merchant, wallet }: Pick<Visit, 'merchant' | 'wallet'>): string {
  return `${merchant.profile.id} ${wallet}`;
}
