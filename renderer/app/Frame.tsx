import './Frame.css';
import { useEffect, useRef } from 'react';
import type { ProfileView } from '../../shared/contract/profiles.ts';
import { PaidAnnouncer } from '../features/collect/PaidAnnouncer.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { GatewayBanner } from './GatewayBanner.tsx';
import { Navigation } from './Navigation.tsx';
import { routes } from './routes.ts';
import { useShortcut } from './shortcuts.ts';
import { StatusStrip } from './StatusStrip.tsx';
import { useConsole } from './store.ts';
import { useWords } from './words.ts';

/** Navigation at the left, how things stand at the top, the current view in the middle. */
export function Frame(props: { profile: ProfileView }) {
  const words = useWords('app');
  const { route, visit } = useConsole();
  const main = useRef<HTMLElement>(null);
  const Page = routes[route];

  // Focus follows to the new view, so that Tab and a screen reader begin there; a view may then take it for a field.
  const shown = useRef(visit);
  useEffect(() => {
    if (shown.current === visit) return;
    shown.current = visit;
    if (!main.current?.contains(document.activeElement)) main.current?.focus();
  }, [visit]);

  return (
    <>
      <FrameShortcuts />
      <PaidAnnouncer />
      <a className="hc-skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {words('skip')}
      </a>
      <div className="hc-frame">
        <Navigation />
        <div className="hc-column">
          <StatusStrip profile={props.profile} />
          <GatewayBanner />
          <main ref={main} id="main" className="hc-main" tabIndex={-1} aria-label={words(`nav.${route}`)}>
            <ErrorBoundary key={`${route}/${props.profile.id}`}>
              <Page />
            </ErrorBoundary>
          </main>
        </div>
      </div>
    </>
  );
}

/** What the keys do wherever the view on screen has nothing nearer to do with them. */
function FrameShortcuts() {
  const go = useConsole((s) => s.go);
  useShortcut('goCollect', () => go('collect'));
  useShortcut('goTransactions', () => go('transactions'));
  useShortcut('goRefunds', () => go('refunds'));
  useShortcut('goClosing', () => go('closing'));
  useShortcut('goReconciliation', () => go('reconciliation'));
  useShortcut('goSettlement', () => go('settlement'));
  useShortcut('goShifts', () => go('shifts'));
  useShortcut('goSettings', () => go('settings'));
  useShortcut('findNumber', () => go('transactions', { focusSearch: true }));
  useShortcut('focusSearch', () => go('transactions', { focusSearch: true }));
  return null;
}
