import { basename } from 'node:path';
import type { Source, SourcePart } from '../../../shared/domain/reconciliation/run.ts';
import { controlTotals } from '../read/totals.ts';
import type { Gathered, GatheredPart } from '../run/gather.ts';
import type { LedgerSide } from '../run/ledgerTypes.ts';

/** Every file of the run as it was read, the ledger last. */
export function sourcesOf({ files, parts }: Gathered, ledgerPath: string, ledger: LedgerSide): Source[] {
  const statements = files.map(({ label, sha256, bytes }, file): Source => {
    const own = parts.filter((part) => part.file === file);
    return {
      file: label,
      role: 'statement',
      sha256,
      bytes,
      lines: own.reduce((sum, part) => sum + (part.reading?.lines ?? 0), 0),
      leg: own.find((part) => part.leg)?.leg ?? null,
      parts: own.map(sourcePart),
    };
  });
  const { sha256, bytes, lines } = ledger;
  return [...statements, { file: basename(ledgerPath), role: 'ledger', sha256, bytes, lines, leg: null, parts: [] }];
}

function sourcePart({ entry, xlsx, reading }: GatheredPart): SourcePart {
  const days = [...(reading?.trades?.days.keys() ?? [])].toSorted((a, b) => a - b);
  const plan = reading?.recognition.plan ?? null;
  return {
    entry,
    format: plan?.format ?? null,
    encoding: xlsx ? 'xlsx' : (reading?.encoding ?? null),
    lines: reading?.lines ?? 0,
    bad_lines: reading?.bad.length ?? 0,
    from: days.length > 0 ? String(days[0]) : '',
    to: days.length > 0 ? String(days.at(-1)) : '',
    merchants: (reading?.trades?.merchants.words ?? []).toSorted(),
    summary: reading ? controlTotals(reading) : [],
    unused: [...(plan?.unused ?? [])],
  };
}
