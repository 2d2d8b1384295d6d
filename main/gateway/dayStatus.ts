import type { Profile } from '../../shared/domain/profile.ts';
import type { BusinessDate } from '../../shared/domain/time.ts';
import type { CallSpec } from './call.ts';
import { amountOf, fieldOf, parseMaybeJson, textOf, type AnswerFields } from './fields.ts';
import { readPaymentReport } from './report.ts';
import type { DayStatus, DayStatusPage } from './types.ts';

/**
 * Bulk status of a day (huifu-api.md §3.9.8). The shape of its answer is not published: any list of objects that name a
 * request number is taken for it, whatever its field is called, and the answer goes to the log for whoever has to look.
 */
export function dayStatus(
  profile: Profile,
  date: BusinessDate,
  page: number,
  pageSize: number,
): CallSpec<DayStatusPage> {
  return {
    kind: 'query',
    path: '/v2/trade/transstat/query',
    requestNumber: '',
    fields: {
      huifu_id: profile.huifuId,
      req_date: date,
      page_no: String(page),
      page_size: String(pageSize),
    },
    echoes: { huifu_id: [profile.huifuId] },
    required: [],
    amount: null,
    keepRaw: true,
    // The call itself has no state; each line has its own.
    stateOf: () => null,
    read: (fields) => readDay(fields, profile.huifuId, date),
  };
}

export function readDay(fields: AnswerFields, huifuId: string, date: BusinessDate): DayStatusPage {
  const list = Object.keys(fields)
    .map((name) => parseMaybeJson(fields[name]))
    .find(isListOfOrders);
  if (!list) return { rows: null, count: 0 };
  return { rows: list.flatMap((line) => readLine(line, huifuId, date) ?? []), count: list.length };
}

function isListOfOrders(value: unknown): value is AnswerFields[] {
  if (!Array.isArray(value)) return false;
  return value.every((line) => isObject(line) && numberOf(line) !== '');
}

/** A line is believed where it says whose it is, how much it is, and contradicts nothing that was asked for. */
function readLine(line: AnswerFields, huifuId: string, date: BusinessDate): DayStatus | null {
  const [merchant, day] = [textOf(line, 'huifu_id'), textOf(line, 'org_req_date', 'req_date')];
  if ((merchant !== '' && merchant !== huifuId) || (day !== '' && day !== date)) return null;
  if (fieldOf(line, 'trans_stat') === undefined && fieldOf(line, 'order_stat') === undefined) return null;
  const amount = amountOf(line, 'trans_amt', 'ord_amt');
  const report = readPaymentReport(line, 'unpaid');
  return amount === null || report === null ? null : { requestNumber: numberOf(line), amount, report };
}

function numberOf(line: AnswerFields): string {
  return textOf(line, 'org_req_seq_id', 'req_seq_id');
}

function isObject(value: unknown): value is AnswerFields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
