/**
 * Acts that leave a row in the audit log: whatever reads secrets, moves money, or changes people, settings or statements.
 * Closed: `shared/i18n` has words for each (`audit.act.*`).
 */
export const auditActs = [
  'console.started',
  'profile.saved',
  'profile.changed',
  'profile.removed',
  'key.stored',
  'key.read',
  'preferences.changed',
  'backup.restored',
  'payment.collected',
  'payment.closeRequested',
  'payment.shown',
  'payment.adopted',
  'payment.handedOver',
  'refund.requested',
  'refund.adopted',
  'refund.ended',
  'refund.batch',
  'approval.given',
  'approval.refused',
  'operator.added',
  'operator.changed',
  'operator.removed',
  'operator.signedIn',
  'operator.signedOut',
  'operator.pinRefused',
  'limits.changed',
  'shift.opened',
  'shift.closed',
  'statement.fetched',
  'statement.imported',
  'statement.mapped',
  'reconciliation.run',
  'reconciliation.resolved',
  'month.locked',
  'month.unlocked',
  'listener.changed',
  'exported',
] as const;
export type AuditAct = (typeof auditActs)[number];

/** What is written beside an act. Values are short; numbers that name people, cards or keys are masked by the audit room. */
export interface AuditNote {
  act: AuditAct;
  /** What it was done to: a request number, an operator's id, a file's name, a day. */
  subject: string;
  /** What it changed, from and to, where it changed something. */
  before?: Record<string, string | number | boolean | null>;
  after?: Record<string, string | number | boolean | null>;
  /** Nobody at the console did it, whoever is signed in: a payer's own phone did. */
  unattended?: boolean;
}
