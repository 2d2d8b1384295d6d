import { create } from 'zustand';
import type { AppState, Preferences } from '../../shared/contract/app.ts';
import type { Permission } from '../../shared/domain/permission.ts';
import type { ConsoleError } from '../../shared/contract/errors.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';
import { call } from './api.ts';
import { personIs } from './person.ts';
import { setLanguage } from './words.ts';

const routeNames = [
  'collect',
  'transactions',
  'refunds',
  'closing',
  'reconciliation',
  'settlement',
  'shifts',
  'settings',
] as const;
export type RouteName = (typeof routeNames)[number];

/** Views that are no use to somebody without this permission: every call of theirs would be refused. */
const needed: Partial<Record<RouteName, Permission>> = {
  collect: 'collect',
  reconciliation: 'statements',
  settlement: 'statements',
};

/** The views of somebody with these permissions, in order. */
export function routesFor(permissions: readonly Permission[]): RouteName[] {
  return routeNames.filter((name) => {
    const permission = needed[name];
    return permission === undefined || permissions.includes(permission);
  });
}

/** What a view may be opened with. `visit` counts up, so that opening the same thing twice is noticed. */
export interface RouteParams {
  /** A payment to show. */
  paymentId?: string;
  /** A refund to show. */
  refundId?: string;
  /** Put the cursor into the view's search box. */
  focusSearch?: boolean;
  /** A part of reconciliation, and the day to show there. */
  reconciliation?: 'day' | 'statements' | 'month' | 'charts';
  day?: BusinessDate;
  /** A part of the closing view. */
  tab?: 'orders' | 'real' | 'query' | 'history' | 'catchUp';
  /** A part of the settings. */
  section?:
    | 'general'
    | 'ways'
    | 'profiles'
    | 'operators'
    | 'refunds'
    | 'counter'
    | 'readiness'
    | 'signals'
    | 'audit'
    | 'about';
  /** A merchant profile to edit there. */
  editProfileId?: string;
}

interface ConsoleStore {
  /** `null` until the first answer of the main process. */
  app: AppState | null;
  loadError: ConsoleError | null;
  route: RouteName;
  params: RouteParams;
  visit: number;
  /** Opens a view, unless it is none of this person's. */
  go: (route: RouteName, params?: RouteParams) => void;
  refresh: () => Promise<void>;
  /** Shows the new preference at once, keeps it in the main process; on failure goes back and returns the error. */
  prefer: (change: Partial<Preferences>) => Promise<ConsoleError | null>;
}

/** What the frame and every view share: the console's state, and where the user is. */
export const useConsole = create<ConsoleStore>()((set, get) => ({
  app: null,
  loadError: null,
  route: 'collect',
  params: {},
  visit: 0,
  go: (route, params = {}) => {
    const { app, visit } = get();
    if (!app || routesFor(app.permissions).includes(route)) set({ route, params, visit: visit + 1 });
  },
  refresh: async () => {
    const answer = await call('app.state');
    if (!answer.ok) return set({ loadError: answer.error });
    setLanguage(answer.data.preferences.language);
    // Whoever signs in begins at the counter, or where they have something to do.
    const { operator, permissions } = answer.data;
    const views = routesFor(permissions);
    const misplaced = operator !== null && !views.includes(get().route);
    if (personIs(operator) || misplaced) set({ route: views[0] ?? 'transactions', params: {} });
    set({ app: answer.data, loadError: null });
  },
  prefer: async (change) => {
    const { app } = get();
    if (!app) return null;
    show({ ...app.preferences, ...change });
    const answer = await call('app.savePreferences', change);
    if (answer.ok) return null;
    show(app.preferences);
    return answer.error;
  },
}));

/**
 * Asks for the console's state, and again whenever it changes. Called once, before anything is drawn: the answer comes
 * while the first page is made. It listens before it asks, so that no change is missed in between.
 */
export function followConsole(): void {
  const { refresh } = useConsole.getState();
  window.huifuConsole.on('app.changed', () => void refresh());
  window.huifuConsole.on('gateway.health', (health) =>
    useConsole.setState(({ app }) => (app ? { app: { ...app, health } } : {})),
  );
  void refresh();
}

function show(preferences: Preferences): void {
  setLanguage(preferences.language);
  useConsole.setState(({ app }) => (app ? { app: { ...app, preferences } } : {}));
}

/** Whether whoever is here may do this. The main process decides anew at every call; this only spares people a refusal. */
export function useMay(permission: Permission): boolean {
  return useConsole((s) => s.app?.permissions.includes(permission) ?? false);
}

/** The console's state inside the frame, where it is always there. */
export function useApp(): AppState {
  const app = useConsole((s) => s.app);
  if (!app) throw new Error('used outside the frame');
  return app;
}
