import type { SettlementBatch, SettlementView, TermRows } from '../../../shared/contract/settlement.ts';
import type { SettlementCheck } from '../../../shared/domain/reconciliation/run.ts';
import { bridgeDay, type DatedTrade, type DayBridge } from '../../../shared/domain/shopDay.ts';
import { addDays, businessDateOf, type BusinessDate } from '../../../shared/domain/time.ts';
import { settlementFormula, whereIsEachYuan } from '../../../shared/domain/yuan.ts';
import { loadSettings } from './settings.ts';
import { tradePages } from './trades.ts';
import type { DeskNeeds } from './types.ts';

/** A settlement line covers a day that is at most so much older than the day whose comparison read it. */
const LOOK_AHEAD_DAYS = 35;
/** Rows of one term that the window gets; the rest is in the export. */
const MOST_ROWS = 500;

/** Where the money of a day is, by the ledger and the settlement lines that comparisons have read. */
export function createMoney(given: DeskNeeds) {
  const { ledger } = given;
  const profileId = () => given.profile().id;

  /** Settlement lines that cover a day, each once, with the run that read it last. */
  async function batchesOf(day: BusinessDate): Promise<{ runId: string; batch: SettlementCheck }[]> {
    const runs = await ledger.runSummaries(profileId(), day, addDays(day, LOOK_AHEAD_DAYS));
    const found = new Map<string, { runId: string; batch: SettlementCheck }>();
    for (const run of runs) {
      for (const batch of run.summary.totals.settlement) {
        if (batch.from > day || batch.to < day) continue;
        // A later comparison knows more of the bank; the line itself is the same.
        found.set([batch.batch, batch.from, batch.to, batch.settled_on, batch.net_fen].join('|'), {
          runId: run.id,
          batch,
        });
      }
    }
    return [...found.values()];
  }

  async function dated(from: BusinessDate, to: BusinessDate): Promise<DatedTrade[]> {
    const trades: DatedTrade[] = [];
    for await (const page of tradePages(ledger, profileId(), from, to)) {
      for (const row of page) {
        if (row.status !== 'paid' && row.status !== 'refunded') continue;
        trades.push({
          kind: row.kind,
          id: row.request_number,
          paymentId: row.paymentId,
          gatewayDay: row.request_date as BusinessDate,
          at: row.eventAt,
          amount: row.amount_fen,
        });
      }
    }
    return trades;
  }

  /** What the trades of a line's days come to beyond what it settles; 0 where the line is not over whole days of ours. */
  async function notDueOf(batch: SettlementCheck): Promise<number> {
    let gross = 0;
    for (let day = batch.from as BusinessDate; day <= batch.to; day = addDays(day, 1)) {
      gross += (await ledger.daySums(profileId(), day)).payments.sum_fen;
    }
    return Math.max(0, gross - batch.gross_fen);
  }

  return {
    async day(day: BusinessDate): Promise<SettlementView> {
      const sums = await ledger.daySums(profileId(), day);
      const settings = await loadSettings(ledger, profileId());
      const covering = await batchesOf(day);
      const yuan = whereIsEachYuan({
        day,
        today: businessDateOf(given.now()),
        money: {
          collected: sums.payments.sum_fen,
          refunded: sums.refunds.sum_fen,
          fee: sums.fee_fen,
          returnedFee: sums.returned_fee_fen,
        },
        batches: covering.map(({ batch }) => batch),
        cycle: settings.cycle,
        holidays: settings.holidays,
      });
      const batches: SettlementBatch[] = [];
      for (const { runId, batch } of covering) {
        batches.push({ runId, batch, formula: settlementFormula(batch, await notDueOf(batch)) });
      }
      return {
        yuan,
        batches,
        counts: { payments: sums.payments.count, refunds: sums.refunds.count },
        feeUnknown: sums.feeUnknown,
        cycle: settings.cycle,
      };
    },

    /** The payments or refunds that a term is made of. */
    async rows(day: BusinessDate, kind: 'payment' | 'refund'): Promise<TermRows> {
      const rows: TermRows['rows'] = [];
      let count = 0;
      for await (const page of tradePages(ledger, profileId(), day, day)) {
        for (const row of page) {
          if (row.kind !== kind || (row.status !== 'paid' && row.status !== 'refunded')) continue;
          count += 1;
          if (rows.length < MOST_ROWS) {
            rows.push({
              id: row.id,
              paymentId: row.paymentId,
              requestNumber: row.request_number,
              amount: row.amount_fen,
              fee: row.fee_fen,
              at: row.eventAt,
            });
          }
        }
      }
      return { rows, count };
    },

    async bridge(day: BusinessDate): Promise<DayBridge> {
      const { shopDayStart } = await loadSettings(ledger, profileId());
      return bridgeDay(day, shopDayStart, await dated(addDays(day, -1), addDays(day, 1)));
    },
  };
}

export type Money = ReturnType<typeof createMoney>;
