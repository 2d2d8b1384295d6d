import { hostname } from 'node:os';
import type { ConsoleEvents, EventTopic } from '../../shared/contract/channels.ts';
import type { Environment, Profile } from '../../shared/domain/profile.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { createAudit } from '../audit/audit.ts';
import type { Audit } from '../audit/types.ts';
import { createCounter } from '../counter/counter.ts';
import type { GatewayIo } from '../gateway/index.ts';
import { createJobs } from '../jobs/jobs.ts';
import type { Jobs } from '../jobs/types.ts';
import type { Ledger } from '../ledger/types.ts';
import type { Log } from '../log/log.ts';
import type { Operators } from '../operators/operators.ts';
import type { Approvals, OperatorRules, WhoIsHere } from '../operators/types.ts';
import { openVault } from '../reconciliation/statements/vault.ts';
import type { Vault } from '../vault/types.ts';
import { openDesk, resumeDesk, stopDesk, type Desk, type DeskNeeds } from './desk.ts';
import { createGateways } from './gateways.ts';

/** One environment's ledger and keys, with a desk for every profile in it. Live money and practice never share one. */
export interface Workspace {
  readonly environment: Environment;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly operators: Operators;
  /** Long work of every desk. */
  readonly jobs: Jobs;
  desk(profileId: string): Desk | null;
  profiles(): Profile[];
  /** Reads the profiles anew after one was added, changed or removed; keys are taken from the keychain again. */
  reload(): Promise<void>;
  /** The keychain may have been unlocked meanwhile. */
  keysChanged(): void;
  close(): Promise<void>;
}

export interface WorkspaceNeeds {
  environment: Environment;
  ledger: Ledger;
  vault: Vault;
  fetch: typeof fetch;
  log: Log;
  now(): Instant;
  till(): string;
  operators: Operators;
  who: WhoIsHere;
  approvals: Approvals;
  rules: OperatorRules;
  /** Folder of the original statements, beside the ledger, and the one that results of comparisons lie in. */
  statementsDir: string;
  resultsDir: string;
  /** Of this program, for what is signed. */
  version: string;
  broadcast<T extends EventTopic>(topic: T, event: ConsoleEvents[T]): void;
  /** Only the active profile's health is shown; the others are followed silently. */
  isActive(profileId: string): boolean;
}

/** Opens the desks of every profile and takes up what they left open, whichever of them is on the screen. */
export async function openWorkspace(needs: WorkspaceNeeds): Promise<Workspace> {
  const { ledger, vault, log, now, broadcast } = needs;
  const desks = new Map<string, Desk>();
  const profileNow = (id: string) => desks.get(id)?.profile ?? null;
  const profiles = () => [...desks.values()].map((desk) => desk.profile);
  const audit = createAudit({ ledger, who: needs.who, now, machine: hostname() });
  const jobs = createJobs({
    now,
    tell: (job) => broadcast('job.changed', job),
    warn: (message, fields) => log.warn('jobs', message, fields),
  });
  const io: GatewayIo = { fetch: needs.fetch, now, onAnswer: (call) => log.info('gateway', call.path, { ...call }) };
  const gateways = createGateways({
    vault,
    audit,
    io,
    profile: profileNow,
    keyRead: () => broadcast('app.changed', {}),
  });
  const counter = createCounter({
    environment: needs.environment,
    ledger,
    vault,
    audit,
    log,
    fetch: needs.fetch,
    now,
    merchant: (id) => desks.get(id) ?? null,
    profiles,
    lookups: (id) => gateways.lookups(id),
    onRefundNotice: async (id, notice) => (await desks.get(id)?.refunds.noticed(notice)) ?? false,
    profileSaved: reload,
    changed: () => broadcast('counter.changed', {}),
  });
  const statementVault = openVault(needs.statementsDir);
  const deskNeeds: DeskNeeds = { ...needs, audit, jobs, gateways, counter: () => counter, statementVault, profileNow };

  async function reload(): Promise<void> {
    const found = await ledger.profiles();
    for (const [id, desk] of desks) {
      if (found.some((profile) => profile.id === id)) continue;
      await stopDesk(desk);
      desks.delete(id);
    }
    gateways.forget();
    for (const profile of found) {
      const desk = desks.get(profile.id);
      if (desk) {
        desk.profile = profile;
        desk.payments.keysChanged();
        continue;
      }
      const opened = openDesk(deskNeeds, profile);
      desks.set(profile.id, opened);
      await resumeDesk(opened);
    }
    await counter.reload();
  }

  await statementVault.tidy();
  await reload();
  await counter.start();
  const stopBackups = keepBackups(ledger, log);
  return {
    environment: needs.environment,
    ledger,
    vault,
    audit,
    operators: needs.operators,
    jobs,
    desk: (profileId) => desks.get(profileId) ?? null,
    profiles,
    reload,
    keysChanged() {
      for (const desk of desks.values()) desk.payments.keysChanged();
    },
    async close() {
      stopBackups();
      await counter.close();
      // Before the jobs are: what is stopped from here on is not begun anew.
      const quiet = [...desks.values()].map(({ reconciliation }) => reconciliation.stop());
      await jobs.close();
      await Promise.all(quiet);
      gateways.close();
      await Promise.all([...desks.values()].map(stopDesk));
      await ledger.close();
    },
  };
}

/** The first copy of a day is made when the morning's rush to open is over; the ledger makes only one each day. */
const FIRST_BACKUP_MS = 60_000;
const NEXT_BACKUP_MS = 3 * 3_600_000;

function keepBackups(ledger: Ledger, log: Log): () => void {
  const back = () => {
    ledger.backup('daily').catch((error: unknown) => log.error('ledger', 'daily backup failed', { error }));
    timer = setTimeout(back, NEXT_BACKUP_MS).unref();
  };
  let timer = setTimeout(back, FIRST_BACKUP_MS).unref();
  return () => clearTimeout(timer);
}
