import { createHash } from 'node:crypto';
import type { AuditCheck, AuditRow } from '../../shared/contract/audit.ts';

/** What stands in the place of the hash before the first row. */
export const FIRST_PREVIOUS = '0'.repeat(64);

/** A row without its seal. */
export type UnsealedRow = Omit<AuditRow, 'hash'>;

/**
 * The text that a row's hash covers: a JSON array of its fields in fixed order. The order of keys inside `before` and
 * `after` is that in which they were written.
 */
function sealedText(row: UnsealedRow): string {
  const { seq, at, operatorId, operator, machine, act, subject, before, after, previous } = row;
  return JSON.stringify([seq, at, operatorId, operator, machine, act, subject, before, after, previous]);
}

/** SHA-256 of {@link sealedText}, 64 hex digits. */
export function hashOf(row: UnsealedRow): string {
  return createHash('sha256').update(sealedText(row)).digest('hex');
}

/** Checks rows in the order of their numbers; fed page by page, so that a long log needs little memory. */
export function createChainCheck(): { add(row: AuditRow): void; result(): AuditCheck } {
  let rows = 0;
  let last: AuditRow | null = null;
  let broken: AuditCheck['broken'] = null;
  const clockSetBack: number[] = [];
  return {
    add(row) {
      rows += 1;
      const previous = last;
      last = row;
      if (broken) return;
      if (previous && row.at < previous.at) clockSetBack.push(row.seq);
      if (row.seq !== (previous?.seq ?? 0) + 1) broken = { seq: (previous?.seq ?? 0) + 1, what: 'missing' };
      else if (hashOf(row) !== row.hash) broken = { seq: row.seq, what: 'changed' };
      else if (row.previous !== (previous?.hash ?? FIRST_PREVIOUS)) broken = { seq: row.seq, what: 'link' };
    },
    result: () => ({ rows, lastHash: last?.hash ?? FIRST_PREVIOUS, broken, clockSetBack }),
  };
}
