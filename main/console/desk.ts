import type { Profile } from '../../shared/domain/profile.ts';
import { businessDateOf } from '../../shared/domain/time.ts';
import { ok } from '../../shared/domain/result.ts';
import type { StatementPeriod } from '../../shared/domain/statement.ts';
import type { Audit } from '../audit/types.ts';
import type { Counter } from '../counter/types.ts';
import type { Jobs } from '../jobs/types.ts';
import type { Ledger, PaymentScope } from '../ledger/types.ts';
import { createShifts, type Shifts } from '../operators/shifts.ts';
import { createHealthTracker, type GatewayHealthTracker } from '../payments/health.ts';
import { createPace } from '../payments/pace.ts';
import { createPaymentsRoom, type PaymentsRoom } from '../payments/room.ts';
import { createReconciliationRoom, type ReconciliationRoom } from '../reconciliation/desk/room.ts';
import { inspectStatement, runReconciliation } from '../reconciliation/index.ts';
import { createStatementsRoom } from '../reconciliation/statements/room.ts';
import type { StatementsRoom } from '../reconciliation/statements/types.ts';
import type { StatementVault } from '../reconciliation/statements/vault.ts';
import { createRefundsRoom, type RefundsRoom } from '../refunds/room.ts';
import { shiftRefunds } from '../refunds/shiftRefunds.ts';
import { createSignalsRoom, type SignalsRoom } from '../signals/room.ts';
import type { Gateways } from './gateways.ts';
import type { WorkspaceNeeds } from './workspace.ts';

/** One merchant being served: every room that works for them, and how the gateway is doing. */
export interface Desk {
  profile: Profile;
  ledger: Ledger;
  payments: PaymentsRoom;
  refunds: RefundsRoom;
  health: GatewayHealthTracker;
  audit: Audit;
  jobs: Jobs;
  shifts: Shifts;
  statements: StatementsRoom;
  reconciliation: ReconciliationRoom;
  signals: SignalsRoom;
  /** The workspace's listener; one for all its merchants. */
  counter: Counter;
  /** Whose payments whoever is at the console may see; every read for the window takes it. */
  scope(): PaymentScope;
}

/** What the desks of a workspace share. */
export interface DeskNeeds extends WorkspaceNeeds {
  audit: Audit;
  jobs: Jobs;
  gateways: Gateways;
  counter(): Counter;
  /** The original bytes of every statement of this workspace. */
  statementVault: StatementVault;
  /** The desk's profile as it is now. */
  profileNow(profileId: string): Profile | null;
}

/** Opens the rooms of one merchant; nothing is asked of the gateway before {@link resumeDesk}. */
export function openDesk(needs: DeskNeeds, profile: Profile): Desk {
  const { ledger, audit, jobs, log, now, till, operators, who } = needs;
  const { id } = profile;
  const health = createHealthTracker(now, (state) => {
    if (needs.isActive(id)) needs.broadcast('gateway.health', state);
  });
  const pace = createPace();
  const shared = {
    profile: () => needs.profileNow(id) ?? profile,
    ledger,
    gateway: () => needs.gateways.of(id),
    health,
    now,
    till,
  };
  const payments = createPaymentsRoom(
    {
      ...shared,
      jobs,
      audit,
      who: () => who.current(),
      operatorId: () => who.current()?.operatorId ?? null,
      scope: () => operators.scope(),
      notifyUrl: () => needs.counter().notifyUrl(id),
      emit: (event) => needs.broadcast('payment.changed', event),
      warn: (message, fields) => log.warn('payments', message, fields),
    },
    pace,
  );
  const refunds = createRefundsRoom({
    ...shared,
    pace,
    audit,
    jobs,
    approvals: needs.approvals,
    rules: needs.rules,
    checkClock: () => payments.checkClock(),
    who,
    scope: () => operators.scope(),
    notifyUrl: () => needs.counter().notifyUrl(id),
    emit: (event) => needs.broadcast('refund.changed', event),
    warn: (message, fields) => log.warn('refunds', message, fields),
  });
  const shifts = createShifts({
    profile: shared.profile,
    ledger,
    operators,
    till,
    now,
    refunds: shiftRefunds(ledger, id),
    closingHash: () => audit.closingHash(businessDateOf(now())),
    audit: (note) => audit.record(note),
    changed(handedOver) {
      needs.broadcast('shift.changed', {});
      for (const paymentId of handedOver) void toldOf(paymentId);
    },
  });

  const statements = createStatementsRoom({
    profile: shared.profile,
    ledger,
    vault: needs.statementVault,
    gateway: shared.gateway,
    fetch: needs.fetch,
    inspect: inspectStatement,
    jobs,
    audit,
    now,
    clockAheadMs: () => health.current().clockAheadMs,
    saw: (outcome) => health.saw(outcome),
    till,
    changed() {
      if (needs.isActive(id)) needs.broadcast('statements.changed', {});
      reconciliation.statementsChanged();
    },
    warn: (message, fields) => log.warn('statements', message, fields),
  });
  const reconciliation = createReconciliationRoom({
    profile: shared.profile,
    ledger,
    payments,
    refunds,
    shelf: {
      filesOf: (day) => filesOf(statements, day),
      pathOf: (sha256) => needs.statementVault.pathOf(sha256),
      mappings: () => statements.mappings(),
      saveMapping: (mapping) => statements.saveMapping(mapping),
      comparesItself: () => statements.comparesItself(),
    },
    jobs,
    audit,
    run: runReconciliation,
    dir: needs.resultsDir,
    version: needs.version,
    now,
    actor: () => who.current(),
    approvals: needs.approvals,
    secondPersonPossible: () => needs.rules.secondPersonPossible(),
    changed(day) {
      if (needs.isActive(id)) needs.broadcast('reconciliation.changed', { day });
    },
    warn: (message, fields) => log.warn('reconciliation', message, fields),
  });

  const signals = createSignalsRoom({
    profileId: id,
    ledger,
    rules: needs.rules,
    now,
    changed() {
      if (needs.isActive(id)) needs.broadcast('signals.changed', {});
    },
    warn: (message, fields) => log.warn('signals', message, fields),
  });

  /** A payment's timeline has a new line. */
  async function toldOf(paymentId: string): Promise<void> {
    const payment = await ledger.payment(paymentId).catch(() => null);
    if (payment) needs.broadcast('payment.changed', { id: paymentId, state: payment.state, previous: payment.state });
  }

  return {
    profile,
    ledger,
    payments,
    refunds,
    health,
    audit,
    jobs,
    shifts,
    statements,
    reconciliation,
    signals,
    counter: needs.counter(),
    scope: () => operators.scope(),
  };
}

/** Takes up what an earlier run left open. */
export async function resumeDesk(desk: Desk): Promise<void> {
  await desk.payments.resume();
  await desk.refunds.resume();
  await desk.statements.resume();
  desk.reconciliation.resume();
  desk.signals.start();
}

/** Calls that are under way come to their end; nothing is asked any more. */
export async function stopDesk(desk: Desk): Promise<void> {
  const { payments, refunds, statements, reconciliation, signals } = desk;
  await Promise.all([payments, refunds, statements, reconciliation, signals].map((room) => room.stop()));
}

/** The statements of a day with the places of their bytes. */
async function filesOf(statements: StatementsRoom, day: string) {
  const found = await statements.filesOf(day as StatementPeriod);
  if (!found.ok) return found;
  return ok(found.data.map(({ statement: { id, sha256, name, leg }, path }) => ({ id, sha256, name, leg, path })));
}
