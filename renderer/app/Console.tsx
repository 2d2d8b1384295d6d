import { useEffect } from 'react';
import { LiveRegion } from '../components/LiveRegion.tsx';
import { Watermark } from '../components/Watermark.tsx';
import { LockPage } from '../features/operators/LockPage.tsx';
import { SetupPage } from '../features/profiles/SetupPage.tsx';
import { useSetup } from '../features/profiles/setup.ts';
import { OpeningPage } from '../features/startup/OpeningPage.tsx';
import { StartupPage } from '../features/startup/StartupPage.tsx';
import { WelcomePage } from '../features/welcome/WelcomePage.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { LoadFailure } from './LoadFailure.tsx';
import { Overlays } from './Overlays.tsx';
import { PracticeStrip } from './PracticeStrip.tsx';
import { useShortcutKeys } from './shortcuts.ts';
import { useActivity } from './activity.ts';
import { useApp, useConsole } from './store.ts';
import { ThemeProvider } from './theme.tsx';
import { useLanguage, useWords } from './words.ts';
import './Console.css';

/** The window's whole content: the console's state decides which of its few faces is shown. */
export function Console() {
  const { app, loadError, refresh } = useConsole();
  const language = useLanguage();

  return (
    <ThemeProvider theme={app?.preferences.theme ?? 'system'} language={language}>
      <ErrorBoundary>
        {app ? (
          <Face />
        ) : loadError ? (
          <LoadFailure error={loadError} onRetry={() => void refresh()} />
        ) : (
          <OpeningPage />
        )}
      </ErrorBoundary>
      <LiveRegion />
    </ThemeProvider>
  );
}

function Face() {
  const app = useApp();
  const words = useWords('app');
  const settingUp = useSetup((s) => s.stage !== 'idle');
  useShortcutKeys(app.platform === 'darwin');
  useActivity(app.needsSignIn);
  useEffect(() => {
    document.title = words('name');
  }, [words]);

  if (app.startupProblem) return <StartupPage problem={app.startupProblem} />;
  const practice = app.environment === 'practice';
  return (
    <div className="hc-window">
      {!app.locked && <Overlays />}
      {practice && <PracticeStrip />}
      {app.locked ? (
        <LockPage />
      ) : settingUp ? (
        <SetupPage />
      ) : app.profile ? (
        <Frame profile={app.profile} />
      ) : (
        <WelcomePage />
      )}
      {practice && <Watermark text={words('practice.watermark')} fixed />}
    </div>
  );
}
