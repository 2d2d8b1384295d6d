import type { ComponentType } from 'react';
import { ClosingPage } from '../features/closing/ClosingPage.tsx';
import { CollectPage } from '../features/collect/CollectPage.tsx';
import { ReconciliationPage } from '../features/reconciliation/ReconciliationPage.tsx';
import { RefundsPage } from '../features/refunds/RefundsPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { SettlementPage } from '../features/settlement/SettlementPage.tsx';
import { ShiftsPage } from '../features/shifts/ShiftsPage.tsx';
import { TransactionsPage } from '../features/transactions/TransactionsPage.tsx';
import type { RouteName } from './store.ts';

/** The views of the navigation, in order; Ctrl/⌘ with the place number opens one. */
export const routes: Record<RouteName, ComponentType> = {
  collect: CollectPage,
  transactions: TransactionsPage,
  refunds: RefundsPage,
  closing: ClosingPage,
  reconciliation: ReconciliationPage,
  settlement: SettlementPage,
  shifts: ShiftsPage,
  settings: SettingsPage,
};
