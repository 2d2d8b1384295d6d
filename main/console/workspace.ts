import { hostname } from 'node:os';
import type { ConsoleEvents, EventTopic } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Environment, Profile } from '../../shared/domain/profile.ts';
import { err, ok } from '../../shared/domain/result.ts';
import { businessDateOf, type Instant } from '../../shared/domain/time.ts';
import { createAudit } from '../audit/audit.ts';
import type { Audit } from '../audit/types.ts';
import { createPaymentGateway } from '../gateway/index.ts';
import type { PaymentGateway } from '../gateway/types.ts';
import { createJobs } from '../jobs/jobs.ts';
import type { Jobs } from '../jobs/types.ts';
import type { Ledger, PaymentScope } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import type { Log } from '../log/log.ts';
import type { Operators } from '../operators/operators.ts';
import { createShifts, noRefunds, type Shifts } from '../operators/shifts.ts';
import type { Approvals, OperatorRules, WhoIsHere } from '../operators/types.ts';
import { createHealthTracker, type GatewayHealthTracker } from '../payments/health.ts';
import { createPaymentsRoom, type PaymentsRoom } from '../payments/room.ts';
import { vaultErrorCode } from '../vault/problem.ts';
import type { Vault } from '../vault/types.ts';

/** One merchant being served: payments, and how the gateway is doing. */
export interface Desk {
  profile: Profile;
  ledger: Ledger;
  payments: PaymentsRoom;
  health: GatewayHealthTracker;
  audit: Audit;
  jobs: Jobs;
  shifts: Shifts;
  /** Whose payments whoever is at the console may see; every read for the window takes it. */
  scope(): PaymentScope;
}

/** One environment's ledger and keys, with a desk for every profile in it. Live money and practice never share one. */
export interface Workspace {
  readonly environment: Environment;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly audit: Audit;
  /** The people of this ledger. */
  readonly operators: Operators;
  /** Long work of every desk. */
  readonly jobs: Jobs;
  desk(profileId: string): Desk | null;
  profiles(): Profile[];
  /** Reads the profiles anew after one was added, changed or removed; keys are taken from the keychain again. */
  reload(): Promise<void>;
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
  broadcast<T extends EventTopic>(topic: T, event: ConsoleEvents[T]): void;
  /** Only the active profile's health is shown; the others are followed silently. */
  isActive(profileId: string): boolean;
}

/** Opens the desks of every profile and takes up what they left open, whichever of them is on the screen. */
export async function openWorkspace(needs: WorkspaceNeeds): Promise<Workspace> {
  const { ledger, vault, log } = needs;
  const audit = createAudit({ ledger, who: needs.who, now: needs.now, machine: hostname() });
  const jobs = createJobs({
    now: needs.now,
    tell: (job) => needs.broadcast('job.changed', job),
    warn: (message, fields) => log.warn('jobs', message, fields),
  });
  const desks = new Map<string, Desk>();
  const gateways = new Map<string, PaymentGateway>();
  /** Ends the wait for a keychain that waits for a person, so that quitting does not wait with it. */
  const closing = Promise.withResolvers<Awaited<ReturnType<Vault['signer']>>>();

  async function gatewayOf(profileId: string): Promise<Answered<PaymentGateway>> {
    const known = gateways.get(profileId);
    if (known) return ok(known);
    const { keyId } = desks.get(profileId)!.profile;
    const signer = await Promise.race([vault.signer(keyId), closing.promise]);
    // The wait may have been for a person, who may have changed the settings meanwhile.
    const profile = desks.get(profileId)?.profile;
    if (!profile) return failure('notFound');
    if (profile.keyId !== keyId) return gatewayOf(profileId);
    if (!signer.ok) return failure(vaultErrorCode(signer.error), { params: { detail: signer.error.detail } });
    // The ledger says that a key exists, so nothing found means a closed keychain, not a lost key.
    if (signer.data === null) return failure('keychainLocked');
    await audit.record({ act: 'key.read', subject: profile.id, after: { fingerprint: profile.keyFingerprint } });
    const gateway = createPaymentGateway(
      { profile, signer: signer.data },
      { fetch: needs.fetch, now: needs.now, onAnswer: (call) => log.info('gateway', call.path, { ...call }) },
    );
    gateways.set(profileId, gateway);
    // The window may still show the keychain as locked.
    needs.broadcast('app.changed', {});
    return ok(gateway);
  }

  function openDesk(profile: Profile): Desk {
    const { id } = profile;
    const health = createHealthTracker(needs.now, (state) => {
      if (needs.isActive(id)) needs.broadcast('gateway.health', state);
    });
    const payments = createPaymentsRoom({
      profile: () => desks.get(id)!.profile,
      ledger,
      gateway: () => gatewayOf(id),
      health,
      now: needs.now,
      till: needs.till,
      operatorId: () => needs.who.current()?.operatorId ?? null,
      scope: () => needs.operators.scope(),
      emit: (event) => needs.broadcast('payment.changed', event),
      warn: (message, fields) => log.warn('payments', message, fields),
    });
    const shifts = createShifts({
      profile: () => desks.get(id)!.profile,
      ledger,
      operators: needs.operators,
      till: needs.till,
      now: needs.now,
      refunds: noRefunds,
      closingHash: () => audit.closingHash(businessDateOf(needs.now())),
      audit: (note) => audit.record(note),
      changed(handedOver) {
        needs.broadcast('shift.changed', {});
        for (const paymentId of handedOver) void told(paymentId);
      },
    });
    return { profile, ledger, payments, health, audit, jobs, shifts, scope: () => needs.operators.scope() };
  }

  /** A payment's timeline has a new line. */
  async function told(paymentId: string): Promise<void> {
    const payment = await ledger.payment(paymentId).catch(() => null);
    if (payment) needs.broadcast('payment.changed', { id: paymentId, state: payment.state, previous: payment.state });
  }

  async function reload(): Promise<void> {
    const found = await ledger.profiles();
    for (const [id, desk] of desks) {
      if (found.some((profile) => profile.id === id)) continue;
      await desk.payments.stop();
      desks.delete(id);
    }
    gateways.clear();
    for (const profile of found) {
      const desk = desks.get(profile.id);
      if (desk) {
        desk.profile = profile;
        continue;
      }
      const opened = openDesk(profile);
      desks.set(profile.id, opened);
      await opened.payments.resume();
    }
  }

  await reload();
  const stopBackups = keepBackups(ledger, log);
  return {
    environment: needs.environment,
    ledger,
    vault,
    audit,
    operators: needs.operators,
    jobs,
    desk: (profileId) => desks.get(profileId) ?? null,
    profiles: () => [...desks.values()].map((desk) => desk.profile),
    reload,
    async close() {
      stopBackups();
      await jobs.close();
      closing.resolve(err({ problem: 'locked', detail: 'the console is closing' }));
      await Promise.all([...desks.values()].map((desk) => desk.payments.stop()));
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
