import { FileFault } from './files/pull.ts';
import type { LedgerAnswer } from './protocol.ts';
import { LedgerHeaderFault } from './read/ledger.ts';
import { readLedgerSide, transferOf } from './run/ledgerSide.ts';
import type { LedgerRequest } from './run/ledgerTypes.ts';

/** Reads the ledger beside a run. What is wrong with the file is an answer; anything else is thrown. */
export async function answerLedger(
  request: LedgerRequest,
  say: (answer: LedgerAnswer, transfer?: ArrayBuffer[]) => void,
): Promise<void> {
  try {
    const side = await readLedgerSide(request, (bytes, lines) => say({ type: 'progress', bytes, lines }));
    say({ type: 'read', side }, transferOf(side));
  } catch (error) {
    if (error instanceof LedgerHeaderFault) say({ type: 'header', missing: error.missing });
    else if (error instanceof FileFault) say({ type: 'fault', code: error.code, detail: error.detail });
    else throw error;
  }
}
