import type { WebContents } from 'electron';
import type { Preferences } from '../shared/contract/app.ts';
import { instant } from '../shared/domain/time.ts';
import { MerchantConsole, type ConsoleNeeds } from './console/console.ts';
import { answer } from './ipc/answer.ts';
import { createHandlers, later, type Handlers, type ShellActions } from './ipc/handlers/index.ts';
import { createBroadcast, type Answer } from './ipc/register.ts';
import { loadAxios } from './gateway/transport.ts';
import type { OpeningLedger } from './console/liveLedger.ts';
import type { Log } from './log/log.ts';
import { createGatewayFetch } from './shell/gatewayFetch.ts';
import { createKeytarVault } from './vault/keytarVault.ts';

/** By then the window has drawn. */
const REST_MS = 2_000;

export interface Rooms {
  /** Resolves once the live ledger is open, or known not to open. */
  merchantConsole: Promise<MerchantConsole>;
  handlers: Promise<Handlers>;
  /** Answers a call of the page; one that comes early waits for the rooms. */
  answer: Answer;
}

/**
 * Opens everything behind the window. A module of its own, because it is nearly all of the program: it is read while the
 * window's own process starts.
 */
export function openRooms(needs: {
  dataDir: string;
  ledger: OpeningLedger;
  log: Log;
  page: () => WebContents | null;
  shell: ShellActions;
  about: ConsoleNeeds['about'];
  preferencesChanged(preferences: Preferences): void;
}): Rooms {
  const { dataDir, log, page, shell, about, preferencesChanged } = needs;
  const opening = MerchantConsole.open({
    dataDir,
    firstLedger: needs.ledger,
    vault: createKeytarVault(),
    fetch: createGatewayFetch(),
    log,
    now: () => instant(Date.now()),
    broadcast: createBroadcast(page),
    about,
    preferencesChanged,
  });
  const handlers = opening.then((merchantConsole) => createHandlers({ merchantConsole, shell, log }));
  const served = later(handlers);
  // Read now, lest the first customer waits for it. Should it fail, whoever needs it is told.
  setTimeout(() => void loadAxios().catch(() => {}), REST_MS).unref();
  return {
    merchantConsole: opening,
    handlers,
    answer: (channel, event, request) =>
      answer(
        channel,
        served,
        {
          page,
          permit: async (permission) => (await opening).access.permit(permission),
          onFault: (name, error, supportId) => log.error('ipc', name, { supportId, error }),
        },
        event,
        request,
      ),
  };
}
