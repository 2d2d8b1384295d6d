import { createHash } from 'node:crypto';
import type { AuditRow } from '../../shared/contract/audit.ts';

/** Name and version of the file format, in its first line. */
const HEADER = JSON.stringify({ log: 'huifu-console-audit', version: 1 });

/**
 * The exported file: a header, one line for each row in order, and a last line with their number, the last hash and the
 * SHA-256 of everything above. Every line is JSON written in one way only, ended by a line feed, so that a change of any
 * byte shows. `scripts/verify-audit.mjs` reads it without anything else of this project.
 */
export function createExportText(): { add(row: AuditRow): void; end(): string } {
  const lines = [HEADER];
  let last = '0'.repeat(64);
  return {
    add(row) {
      const { seq, at, operatorId, operator, machine, act, subject, before, after, previous, hash } = row;
      lines.push(
        JSON.stringify({ seq, at, operatorId, operator, machine, act, subject, before, after, previous, hash }),
      );
      last = hash;
    },
    end() {
      const body = `${lines.join('\n')}\n`;
      const sha256 = createHash('sha256').update(body).digest('hex');
      return `${body}${JSON.stringify({ rows: lines.length - 1, last, sha256 })}\n`;
    },
  };
}
