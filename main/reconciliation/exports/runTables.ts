import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { settledOutcomes, type Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import type { LegTotals, MatchedPair, RunSummary } from '../../../shared/domain/reconciliation/run.ts';
import { beijingTime } from '../desk/trades.ts';
import type { FindingCursor, FindingRow, ReconciliationRun } from '../../ledger/interfaces/reconciliation.ts';
import type { CellType, CellValue, Column, Table } from './table.ts';
import { fill, type ExportWords } from './words.ts';

const BATCH = 500;
type ColumnName = keyof ExportWords['reconciliation']['export']['column'];

const column = (words: ExportWords, name: ColumnName, type: CellType, width: number): Column => ({
  title: words.reconciliation.export.column[name],
  type,
  width,
});

/** What a run is written from: its row in the ledger, its findings by page, and its file of matched pairs. */
export interface RunSource {
  run: ReconciliationRun;
  findings(after: FindingCursor | null, limit: number): Promise<FindingRow[]>;
  matchedPath: string;
}

/** The sheets of a run: 汇总, 差异, 已平, 跨日, 手续费, 来源文件. */
export function runTables(source: RunSource, words: ExportWords): Table[] {
  const { sheet } = words.reconciliation.export;
  return [
    summaryTable(source.run, words, sheet.summary),
    differencesTable(source, words),
    matchedTable(source, words, sheet.matched, (outcome) => outcome !== 'LATE' && settledOutcomes.includes(outcome)),
    matchedTable(source, words, sheet.late, (outcome) => outcome === 'LATE'),
    feesTable(source.run.summary, words, sheet.fees),
    sourcesTable(source.run, words, sheet.sources),
  ];
}

/** Every difference of the run, with what has become of it since. */
export function differencesTable(source: RunSource, words: ExportWords): Table {
  const { reconciliation: said } = words;
  return {
    name: said.export.sheet.differences,
    columns: [
      column(words, 'outcomeName', 'text', 24),
      column(words, 'outcome', 'text', 12),
      column(words, 'atRisk', 'fen', 12),
      column(words, 'leg', 'text', 12),
      column(words, 'kind', 'text', 8),
      column(words, 'requestDate', 'text', 10),
      column(words, 'requestNumber', 'text', 28),
      column(words, 'huifuNumber', 'text', 28),
      column(words, 'walletNumber', 'text', 30),
      column(words, 'ours', 'fen', 12),
      column(words, 'theirs', 'fen', 12),
      column(words, 'difference', 'fen', 12),
      column(words, 'oursFee', 'fen', 12),
      column(words, 'theirsFee', 'millifen', 14),
      column(words, 'oursStatus', 'text', 10),
      column(words, 'theirsStatus', 'text', 10),
      column(words, 'file', 'text', 30),
      column(words, 'line', 'count', 8),
      column(words, 'why', 'text', 50),
      column(words, 'todo', 'text', 50),
      column(words, 'firstSeen', 'text', 10),
      column(words, 'state', 'text', 10),
      column(words, 'owner', 'text', 10),
      column(words, 'reason', 'text', 20),
    ],
    rows: (async function* () {
      let after: FindingCursor | null = null;
      for (;;) {
        const page: FindingRow[] = await source.findings(after, BATCH);
        if (page.length > 0) yield page.map((row) => differenceRow(row, words));
        if (page.length < BATCH) return;
        after = page.at(-1)!;
      }
    })(),
  };
}

function differenceRow({ exception, state, ownerName, reason, day }: FindingRow, words: ExportWords): CellValue[] {
  const { ledger, statement } = exception;
  const said = words.reconciliation;
  const both = ledger && statement ? statement.amount_fen - ledger.amount_fen : null;
  return [
    said.outcome[exception.outcome],
    exception.outcome,
    exception.at_risk_fen,
    exception.leg ? said.leg[exception.leg] : '',
    said.kind[exception.kind],
    ledger?.request_date || statement?.request_date || '',
    exception.request_number,
    ledger?.huifu_number || statement?.huifu_number || '',
    exception.wallet_number,
    ledger?.amount_fen ?? null,
    statement?.amount_fen ?? null,
    both,
    ledger?.fee_fen ?? null,
    statement?.fee_millifen ?? null,
    ledger ? said.status[ledger.status] : '',
    statement?.status ? said.status[statement.status] : '',
    exception.entry ? `${exception.file}/${exception.entry}` : exception.file,
    exception.line,
    exception.why[words.language],
    exception.todo[words.language],
    day,
    said.state[state],
    ownerName,
    reason ? said.reason[reason] : '',
  ];
}

function matchedTable(
  source: RunSource,
  words: ExportWords,
  name: string,
  wanted: (outcome: Outcome) => boolean,
): Table {
  const said = words.reconciliation;
  return {
    name,
    columns: [
      column(words, 'outcomeName', 'text', 14),
      column(words, 'leg', 'text', 12),
      column(words, 'kind', 'text', 8),
      column(words, 'requestNumber', 'text', 28),
      column(words, 'amount', 'fen', 12),
      column(words, 'oursFee', 'millifen', 14),
      column(words, 'theirsFee', 'millifen', 14),
      column(words, 'key', 'text', 20),
      column(words, 'ledgerLine', 'count', 10),
      column(words, 'file', 'text', 30),
      column(words, 'line', 'count', 8),
    ],
    rows: (async function* () {
      let batch: CellValue[][] = [];
      for await (const pair of pairsOf(source.matchedPath)) {
        if (!wanted(pair.outcome)) continue;
        batch.push([
          said.outcome[pair.outcome],
          said.leg[pair.leg],
          said.kind[pair.kind],
          pair.request_number,
          pair.amount_fen,
          pair.ours_fee_millifen,
          pair.theirs_fee_millifen,
          pair.key,
          pair.ledger_line,
          pair.entry ? `${pair.file}/${pair.entry}` : pair.file,
          pair.line,
        ]);
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
      if (batch.length > 0) yield batch;
    })(),
  };
}

async function* pairsOf(path: string): AsyncGenerator<MatchedPair> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line !== '') yield JSON.parse(line) as MatchedPair;
  }
}

function summaryTable(run: ReconciliationRun, words: ExportWords, name: string): Table {
  const { summary } = run;
  const { totals } = summary;
  const { row } = words.reconciliation.export;
  const rows: CellValue[][] = [
    [row.verdict, null, null, summary.verdict[words.language]],
    [row.day, null, null, run.day],
    [row.ledgerPayments, totals.ledger.payments.count, totals.ledger.payments.sum_fen, ''],
    [row.ledgerRefunds, totals.ledger.refunds.count, totals.ledger.refunds.sum_fen, ''],
    [row.net, null, totals.ledger.net_fen, ''],
    ...totals.legs.flatMap((leg) => legRows(leg, words)),
    [row.opening, run.differences.opening, null, ''],
    [row.added, run.differences.new, null, ''],
    [row.cleared, run.differences.cleared, null, ''],
    [row.closing, run.differences.closing, null, ''],
    ...totals.tolerances.map((one): CellValue[] => [
      fill(row.tolerance, { name: one.name }),
      null,
      null,
      `${one.limit} (${one.since})`,
    ]),
    [row.by, null, null, run.automatic ? words.reconciliation.note.machine : run.by],
    [row.at, null, null, beijingTime(run.endedAt)],
    [row.version, null, null, run.version],
    [row.rules, null, null, run.ruleHash],
    [row.result, null, null, run.resultSha256],
  ];
  return {
    name,
    columns: [
      column(words, 'item', 'text', 34),
      column(words, 'count', 'count', 10),
      column(words, 'amount', 'fen', 16),
      column(words, 'remark', 'text', 70),
    ],
    rows: [rows],
  };
}

function legRows(leg: LegTotals, words: ExportWords): CellValue[][] {
  const said = words.reconciliation;
  const { row } = said.export;
  const name = said.leg[leg.leg];
  const { payments, refunds, by_outcome } = leg.statement;
  return [
    [fill(row.statementPayments, { leg: name }), payments.count, payments.sum_fen, ''],
    [fill(row.statementRefunds, { leg: name }), refunds.count, refunds.sum_fen, ''],
    ...Object.entries(by_outcome).map(([outcome, sum]): CellValue[] => [
      fill(row.ofStatement, { leg: name, outcome: groupName(outcome, words) }),
      sum.count,
      sum.sum_fen,
      outcome,
    ]),
  ];
}

function groupName(name: string, words: ExportWords): string {
  const { totals, outcome } = words.reconciliation;
  if (name === 'OTHER-DAY') return totals.otherDay;
  return name === 'NOT-DUE' ? totals.notDue : outcome[name as Outcome];
}

function feesTable({ totals }: RunSummary, words: ExportWords, name: string): Table {
  const said = words.reconciliation;
  const rows = totals.fee_audit.flatMap((audit): CellValue[][] => [
    [
      said.export.row.feeAudit,
      audit.channel,
      audit.rate_ppm,
      audit.lines,
      null,
      audit.charged_millifen,
      null,
      audit.best ? said.fees.rules[audit.best] : said.fees.noRate,
      '',
      null,
    ],
    ...audit.misfits.map((line): CellValue[] => [
      said.export.row.misfit,
      audit.channel,
      audit.rate_ppm,
      null,
      line.amount_fen,
      line.fee_millifen,
      line.expected_millifen,
      '',
      line.entry ? `${line.file}/${line.entry}` : line.file,
      line.line,
    ]),
  ]);
  return {
    name,
    columns: [
      column(words, 'item', 'text', 18),
      column(words, 'channel', 'text', 12),
      column(words, 'rate', 'count', 14),
      column(words, 'count', 'count', 10),
      column(words, 'amount', 'fen', 12),
      column(words, 'charged', 'millifen', 14),
      column(words, 'expected', 'millifen', 14),
      column(words, 'rule', 'text', 16),
      column(words, 'file', 'text', 30),
      column(words, 'line', 'count', 8),
    ],
    rows: [rows],
  };
}

function sourcesTable({ summary }: ReconciliationRun, words: ExportWords, name: string): Table {
  const said = words.reconciliation.export;
  const rows = summary.sources.flatMap((file): CellValue[][] => {
    const head = [file.file, file.sha256, file.bytes];
    if (file.parts.length === 0) return [[...head, '', '', file.lines, '', '', '']];
    return file.parts.flatMap((part) => {
      const own: CellValue[] = [
        part.entry ? `${file.file}/${part.entry}` : file.file,
        file.sha256,
        file.bytes,
        part.format ?? '',
        part.encoding ?? '',
        part.lines,
      ];
      if (part.summary.length === 0) return [[...own, '', '', '']];
      return part.summary.map((total): CellValue[] => [
        ...own,
        `${total.name}: ${total.stated}`,
        total.counted,
        total.ties ? said.yes : said.no,
      ]);
    });
  });
  return {
    name,
    columns: [
      column(words, 'file', 'text', 40),
      column(words, 'sha256', 'text', 66),
      column(words, 'bytes', 'count', 12),
      column(words, 'format', 'text', 18),
      column(words, 'encoding', 'text', 10),
      column(words, 'lines', 'count', 10),
      column(words, 'stated', 'text', 24),
      column(words, 'counted', 'text', 16),
      column(words, 'ties', 'text', 8),
    ],
    rows: [rows],
  };
}
