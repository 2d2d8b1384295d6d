import type { ComponentType } from 'react';
import { CollectPage } from '../features/collect/CollectPage.tsx';
import { SettingsPage } from '../features/settings/SettingsPage.tsx';
import { TransactionsPage } from '../features/transactions/TransactionsPage.tsx';
import type { RouteName } from './store.ts';

/** The views of the navigation, in order; Ctrl/⌘ with the place number opens one. */
export const routes: Record<RouteName, ComponentType> = {
  collect: CollectPage,
  transactions: TransactionsPage,
  settings: SettingsPage,
};
