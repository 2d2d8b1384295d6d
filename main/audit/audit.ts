import type { AuditRow } from '../../shared/contract/audit.ts';
import { addDays, startOfBusinessDate, type Instant } from '../../shared/domain/time.ts';
import { createChainCheck } from '../ledger/auditChain.ts';
import type { AuditLedger } from '../ledger/interfaces/audit.ts';
import type { WhoIsHere } from '../operators/types.ts';

import { createExportText } from './exportText.ts';
import { maskText, maskValues } from './mask.ts';
import type { Audit } from './types.ts';

/** Rows read at a time when the whole log is gone through; the ledger answers others in between. */
const PAGE = 500;

/** The audit log of one ledger. */
export function createAudit(given: {
  ledger: AuditLedger;
  who: WhoIsHere;
  now(): Instant;
  /** The computer's name, as it goes into every row. */
  machine: string;
}): Audit {
  const { ledger, who, now } = given;

  async function each(visit: (row: AuditRow) => void): Promise<void> {
    for (let above = 0; ;) {
      const rows = await ledger.auditFrom(above, PAGE);
      for (const row of rows) visit(row);
      if (rows.length < PAGE) return;
      above = rows.at(-1)!.seq;
    }
  }

  return {
    async record({ act, subject, before, after, unattended = false }) {
      const actor = unattended ? null : who.current();
      await ledger.appendAudit({
        at: now(),
        operatorId: actor?.operatorId ?? null,
        operator: actor?.name ?? '',
        machine: given.machine,
        act,
        subject: maskText(subject),
        before: maskValues(before),
        after: maskValues(after),
      });
    },

    list: (filter, after, limit) => ledger.auditPage(filter, after, limit),

    async check() {
      const chain = createChainCheck();
      await each(chain.add);
      return chain.result();
    },

    async export() {
      const file = createExportText();
      let rows = 0;
      let lastHash = '';
      await each((row) => {
        file.add(row);
        rows += 1;
        lastHash = row.hash;
      });
      return { text: file.end(), rows, lastHash };
    },

    async closingHash(day) {
      const last = await ledger.auditLastBefore(startOfBusinessDate(addDays(day, 1)));
      return last?.hash ?? null;
    },
  };
}
