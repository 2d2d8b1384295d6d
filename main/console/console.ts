import { join } from 'node:path';
import type {
  AppState,
  GatewayHealth,
  Preferences,
  PreferencesChange,
  StartupProblem,
} from '../../shared/contract/app.ts';
import type { ConsoleEvents, EventTopic } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { ProfileView } from '../../shared/contract/profiles.ts';
import type { Environment } from '../../shared/domain/profile.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { ledgerFolder, openFirst, type OpeningLedger } from './liveLedger.ts';
import { openLedger, restoreBackup } from '../ledger/index.ts';
import type { Ledger, LedgerOpenProblem } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import type { Log } from '../log/log.ts';
import { differences } from '../audit/differences.ts';
import { createPaymentGateway } from '../gateway/index.ts';
import { createProfiles, type Profiles } from '../profiles/profiles.ts';
import { viewProfile } from '../profiles/view.ts';
import type { Operators } from '../operators/operators.ts';
import { defaultPinCost, type PinCost } from '../operators/pin.ts';
import type { WhoIsHere } from '../operators/types.ts';
import type { PracticeGateway } from '../practice/index.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import { createAccess, type Access } from './access.ts';
import { PRACTICE_ID, preparePractice } from './practice.ts';
import {
  changedPreferences,
  defaultPreferences,
  loadLastActive,
  loadPreferences,
  saveLastActive,
  savePreferences,
} from './preferences.ts';
import { describeProblem, restoreCodes } from './startupProblem.ts';
import { openWithPeople } from './withPeople.ts';
import type { Desk } from './desk.ts';
import type { Workspace } from './workspace.ts';

export interface ConsoleNeeds {
  /** Where everything of this console lives; `ledger` and `practice` are folders in it. */
  dataDir: string;
  /** The live ledger, if somebody has begun to open it already. */
  firstLedger?: OpeningLedger;
  vault: Vault;
  /** The host's network: Electron's own stack in the app, Node's in tests. */
  fetch: typeof fetch;
  log: Log;
  now(): Instant;
  broadcast<T extends EventTopic>(topic: T, event: ConsoleEvents[T]): void;
  about: Pick<AppState, 'version' | 'host' | 'platform'>;
  /** How hard a PIN is to guess; tests make it easy. */
  pinCost?: PinCost;
  /** Told after the preferences changed, so that the shell can follow (theme, menu language). */
  preferencesChanged(preferences: Preferences): void;
}

const NO_HEALTH: GatewayHealth = { state: 'unknown', since: null, lastAnswerAt: null, waiting: 0, clockAheadMs: null };

/**
 * The console as a whole, without its window: which ledgers are open, which merchant is on the screen, live or practice.
 * Everything the window can ask for goes through here or through the active desk.
 */
export class MerchantConsole {
  readonly #needs: ConsoleNeeds;
  #live: Workspace | null = null;
  #practice: { workspace: Workspace; gateway: PracticeGateway } | null = null;
  #practiceOpening: Promise<Answered<null>> | null = null;
  #environment: Environment = 'live';
  /** The live merchant on the screen, or the one that comes back after practice. */
  #liveProfileId: string | null = null;
  #preferences: Preferences = defaultPreferences;
  #startupProblem: StartupProblem | null = null;

  /** The room that makes, checks and removes profiles. */
  readonly profiles: Profiles;

  /** Who is at the console, by the ledger on the screen. */
  readonly who: WhoIsHere = { current: () => this.access.here() };

  /** What they may do; the lock. */
  readonly access: Access;

  private constructor(needs: ConsoleNeeds) {
    this.#needs = needs;
    const { fetch, now, log } = needs;
    this.access = createAccess({
      live: () => this.live(),
      onScreen: () => this.workspace(),
      all: () => [this.#live, this.#practice?.workspace ?? null].filter((workspace) => workspace !== null),
      idleMinutes: () => this.#preferences.idleMinutes,
    });
    this.profiles = createProfiles({
      live: () => this.live(),
      current: () => this.workspace(),
      gateway: (identity) => createPaymentGateway(identity, { fetch, now }),
      now,
      till: () => this.#preferences.till,
      warn: (message, fields) => log.warn('profiles', message, fields),
    });
  }

  /** Opens the live ledger and takes up where the last run left off. A ledger that cannot be opened is a state, not a throw. */
  static async open(needs: ConsoleNeeds): Promise<MerchantConsole> {
    const merchantConsole = new MerchantConsole(needs);
    await merchantConsole.#openLive(needs.firstLedger);
    return merchantConsole;
  }

  get preferences(): Preferences {
    return this.#preferences;
  }

  /** The live ledger's workspace; profiles and preferences live there. Fails while the ledger could not be opened. */
  live(): Answered<Workspace> {
    return this.#live ? ok(this.#live) : failure('ledgerFailed');
  }

  /** The workspace on the screen. */
  workspace(): Answered<Workspace> {
    return this.#environment === 'practice' && this.#practice ? ok(this.#practice.workspace) : this.live();
  }

  /** The merchant on the screen. */
  desk(): Answered<Desk> {
    const workspace = this.workspace();
    if (!workspace.ok) return workspace;
    const desk = workspace.data.desk(this.#profileId());
    return desk ? ok(desk) : failure('noProfile');
  }

  async state(): Promise<AppState> {
    const { now, about } = this.#needs;
    const workspace = this.workspace();
    const live = this.#live;
    const active = workspace.ok ? workspace.data.desk(this.#profileId()) : null;
    const people = this.access.view();
    return {
      ...about,
      environment: this.#environment,
      preferences: this.#preferences,
      ...people,
      profile:
        active && workspace.ok && !people.locked ? await viewProfile(active.profile, workspace.data.vault) : null,
      profiles:
        live && live.operators.current()
          ? await Promise.all(live.profiles().map((profile) => viewProfile(profile, live.vault)))
          : [],
      health: active?.health.current() ?? NO_HEALTH,
      startupProblem: this.#startupProblem,
      now: now(),
    };
  }

  /** The people of the ledger on the screen. */
  operators(): Answered<Operators> {
    const workspace = this.workspace();
    return workspace.ok ? ok(workspace.data.operators) : workspace;
  }

  async savePreferences(change: PreferencesChange): Promise<Answered<null>> {
    const live = this.live();
    if (!live.ok) return live;
    const next = changedPreferences(this.#preferences, change);
    await live.data.audit.record({ act: 'preferences.changed', subject: '', ...differences(this.#preferences, next) });
    await savePreferences(live.data.ledger, next);
    this.#preferences = next;
    this.#needs.preferencesChanged(next);
    this.changed();
    return ok(null);
  }

  /** Puts a live profile on the screen. */
  async activate(profileId: string): Promise<Answered<null>> {
    const live = this.live();
    if (!live.ok) return live;
    if (!live.data.desk(profileId)) return failure('notFound');
    await this.#show('live', profileId);
    return ok(null);
  }

  /** Practice mode: its own gateway, ledger and keys, on this machine only. */
  async enterPractice(): Promise<Answered<ProfileView>> {
    const live = this.live();
    if (!live.ok) return live;
    if (!this.#practice) {
      this.#practiceOpening ??= this.#openPractice().finally(() => (this.#practiceOpening = null));
      const opened = await this.#practiceOpening;
      if (!opened.ok) return opened;
    }
    await this.#show('practice', this.#liveProfileId);
    const desk = this.desk();
    return desk.ok ? ok(await viewProfile(desk.data.profile, this.#practice!.workspace.vault)) : desk;
  }

  /** Back to live money. The practice gateway stops with the practice desk; its data stays. */
  async leavePractice(): Promise<Answered<null>> {
    const live = this.live();
    if (!live.ok) return live;
    await this.#show('live', this.#liveProfileId);
    await this.#closePractice();
    return ok(null);
  }

  /** After profiles were added, changed or removed: desks follow, and the window reads everything anew. */
  async profilesChanged(activate?: string): Promise<void> {
    await this.#live?.reload();
    if (activate) await this.#show('live', activate);
    else if (!this.#live?.desk(this.#liveProfileId ?? '')) {
      await this.#show(this.#environment, this.#live?.profiles()[0]?.id ?? null);
    } else this.changed();
  }

  /** Puts a backup in the place of the ledger that could not be opened; the damaged file is kept beside it. */
  async restoreBackup(name: string): Promise<Answered<null>> {
    if (!this.#startupProblem) return failure('stateChanged');
    const restored = await restoreBackup({ dir: this.#ledgerDir(), name: 'live', backup: name });
    if (!restored.ok) {
      this.#needs.log.error('ledger', 'backup not restored', { ...restored.error });
      return failure(restoreCodes[restored.error.kind]);
    }
    this.#startupProblem = null;
    await this.#openLive();
    if (this.#live) await this.#live.audit.record({ act: 'backup.restored', subject: name });
    this.changed();
    return ok(null);
  }

  /** The keychain may have been unlocked: what waits for a key looks again, and the window reads everything anew. */
  keysMayBeBack(): void {
    this.#live?.keysChanged();
    this.changed();
  }

  changed(): void {
    this.#needs.broadcast('app.changed', {});
  }

  async close(): Promise<void> {
    this.access.stop();
    this.profiles.close();
    await this.#closePractice();
    await this.#live?.close();
    this.#live = null;
  }

  async #openLive(opening = openFirst({ dir: this.#ledgerDir(), name: 'live' }, this.#needs.log)): Promise<void> {
    const opened = await opening.opened;
    void opening.problem.then((problem) => this.#ledgerFailed(problem));
    if (!opened.ok) {
      this.#startupProblem = await describeProblem(opened.error, this.#ledgerDir(), this.#needs.log);
      return;
    }
    this.#preferences = await loadPreferences(opened.data);
    const last = await loadLastActive(opened.data);
    this.#live = await this.#openOn('live', opened.data, this.#needs.vault);
    const { version, host } = this.#needs.about;
    // A full disk must not keep the console from starting: history can still be read.
    await this.#live.audit
      .record({ act: 'console.started', subject: '', after: { version, host } })
      .catch((error: unknown) => this.#needs.log.error('audit', 'the start was not noted', { error }));
    const known = last.profileId !== null && this.#live.desk(last.profileId) !== null;
    this.#liveProfileId = known ? last.profileId : (this.#live.profiles()[0]?.id ?? null);
    void this.profiles.tidy().catch((error: unknown) => this.#needs.log.warn('profiles', 'not tidied', { error }));
    if (last.environment !== 'practice') return;
    const practice = await this.#openPractice();
    if (practice.ok) await this.#show('practice', this.#liveProfileId);
  }

  /** The ledger turned out to be damaged while it was in use: nothing more is written to it, and a person decides. */
  async #ledgerFailed(problem: LedgerOpenProblem): Promise<void> {
    const live = this.#live;
    this.#live = null;
    await this.#closePractice();
    await live?.close().catch((error: unknown) => this.#needs.log.error('ledger', 'not closed in order', { error }));
    this.#environment = 'live';
    this.#liveProfileId = null;
    this.#startupProblem = await describeProblem(problem, this.#ledgerDir(), this.#needs.log);
    this.changed();
  }

  async #openPractice(): Promise<Answered<null>> {
    const dir = join(this.#needs.dataDir, 'practice');
    const opened = await openLedger({ dir, name: 'practice' });
    if (!opened.ok) {
      return failure(opened.error.kind === 'full' ? 'ledgerFull' : 'ledgerFailed', {
        params: { path: opened.error.path },
      });
    }
    const { now, log } = this.#needs;
    let vault = this.#needs.vault;
    let prepared = await preparePractice({ dir, ledger: opened.data, vault, now });
    if (prepared.keychainProblem) {
      // Practice keys guard nothing; a machine without a keychain may still practise.
      log.warn('practice', 'keychain not usable, practice keys stay in memory', { problem: prepared.keychainProblem });
      vault = createMemoryVault();
      await prepared.gateway.close();
      prepared = await preparePractice({ dir, ledger: opened.data, vault, now });
    }
    const workspace = await this.#openOn('practice', opened.data, vault);
    this.#practice = { workspace, gateway: prepared.gateway };
    return ok(null);
  }

  async #closePractice(): Promise<void> {
    const practice = this.#practice;
    this.#practice = null;
    await practice?.workspace.close();
    await practice?.gateway.close();
  }

  /** From here on this is what is charged, so the window is told whatever becomes of the note for the next start. */
  async #show(environment: Environment, liveProfileId: string | null): Promise<void> {
    this.#environment = environment;
    this.#liveProfileId = liveProfileId;
    this.changed();
    if (!this.#live) return;
    await saveLastActive(this.#live.ledger, { environment, profileId: liveProfileId }).catch((error: unknown) => {
      this.#needs.log.warn('ledger', 'what is on the screen was not noted', { error });
    });
  }

  #profileId(): string {
    return this.#environment === 'practice' ? PRACTICE_ID : (this.#liveProfileId ?? '');
  }

  /** Opens a ledger's people and desks. */
  #openOn(environment: Environment, ledger: Ledger, vault: Vault): Promise<Workspace> {
    const { fetch, log, now, broadcast, pinCost = defaultPinCost } = this.#needs;
    const dir = environment === 'live' ? this.#ledgerDir() : join(this.#needs.dataDir, 'practice');
    return openWithPeople({
      environment,
      ledger,
      vault,
      fetch,
      log,
      now,
      broadcast,
      statementsDir: join(dir, 'statements'),
      resultsDir: dir,
      version: this.#needs.about.version,
      pinCost,
      till: () => this.#preferences.till,
      changed: () => this.changed(),
      isActive: (profileId: string) => this.#environment === environment && this.#profileId() === profileId,
    });
  }

  #ledgerDir(): string {
    return ledgerFolder(this.#needs.dataDir);
  }
}
