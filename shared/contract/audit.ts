import { z } from 'zod';
import { auditActs, type AuditAct } from '../domain/audit.ts';
import type { Instant } from '../domain/time.ts';

export type AuditValues = Record<string, string | number | boolean | null>;

/** One row of the audit log, as it is sealed: `hash` covers every other field, `previous` is the row before's hash. */
export interface AuditRow {
  /** 1, 2, 3 … without gaps. */
  seq: number;
  at: Instant;
  /** `null` where nobody was signed in: a shop without operators, or the console by itself. */
  operatorId: string | null;
  /** The name at that time; empty for the owner of a shop without operators. */
  operator: string;
  machine: string;
  act: AuditAct;
  subject: string;
  before: AuditValues | null;
  after: AuditValues | null;
  previous: string;
  hash: string;
}

/** What the viewer asks for. An absent key does not filter. */
export const auditFilterSchema = z.strictObject({
  act: z.enum(auditActs).optional(),
  /** Somewhere in the subject, the operator's name, or what changed. */
  text: z.string().trim().min(1).max(80).optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** What checking the whole chain found. `warnings` are rows whose time is before that of the row above them. */
export interface AuditCheck {
  rows: number;
  lastHash: string;
  /** Number of the first row that does not fit, and what is wrong with it; `null` when the chain is whole. */
  broken: { seq: number; what: 'changed' | 'missing' | 'link' } | null;
  clockSetBack: number[];
}
