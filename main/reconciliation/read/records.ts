import { amountRoles, type ColumnRole } from '../../../shared/domain/reconciliation/mapping.ts';
import { decode, type Encoding } from '../bytes/encoding.ts';
import type { FieldSplitter } from '../bytes/fields.ts';
import { readDecimal } from '../bytes/numbers.ts';
import { meaningOf } from '../../../shared/domain/reconciliation/vocabulary.ts';
import { amountDecimals, type RecordPlan } from '../formats/plan.ts';
import type { BadReason } from './bad.ts';

/** A line of a settlement, bank, split or balance list: text by meaning, amounts in fen (fees in 1/1000 fen). */
export interface StatementRecord {
  line: number;
  text: Partial<Record<ColumnRole, string>>;
  amounts: Partial<Record<ColumnRole, number>>;
}

const feeRoles: readonly ColumnRole[] = ['fee', 'returned_fee'];

/** Takes the lines of lists that are short; of balances only what their chain needs, because those are long. */
export class RecordTaker {
  readonly records: StatementRecord[] = [];
  /** Money in, money out, and their counts, in fen. */
  readonly flow = { in: 0, out: 0, inCount: 0, outCount: 0 };
  /** Lines whose balance does not follow from the line before. */
  readonly brokenAt: number[] = [];
  #before: number | null = null;
  #opening: number | null = null;
  readonly #plan: RecordPlan;
  readonly #encoding: Encoding | null;

  constructor(plan: RecordPlan, encoding: Encoding | null) {
    this.#plan = plan;
    this.#encoding = encoding;
  }

  take(bytes: Uint8Array, split: FieldSplitter, line: number): BadReason | null {
    const { roles, units, format, statusWords } = this.#plan;
    const record: StatementRecord = { line, text: {}, amounts: {} };
    for (let field = 0; field < roles.length; field++) {
      const role = roles[field] ?? null;
      if (role === null) continue;
      split.trim(bytes, field);
      const [from, to] = [split.from[field]!, split.to[field]!];
      record.text[role] = decode(bytes.subarray(from, to), this.#encoding);
      if (!amountRoles.includes(role) || from === to) continue;
      const money = Buffer.from(record.text[role].replaceAll(/[¥￥\s]/g, ''));
      const places = amountDecimals(units[role] ?? 'yuan') + (feeRoles.includes(role) ? 3 : 0);
      const amount = readDecimal(money, 0, money.length, places);
      if (Number.isNaN(amount)) return feeRoles.includes(role) ? 'fee' : 'amount';
      record.amounts[role] = amount;
    }
    if (format.startsWith('huifu') && record.text.status && meaningOf(statusWords, record.text.status) === undefined)
      return 'status';
    if (format === 'wechat-funds' || format === 'alipay-funds') this.#chain(record);
    else this.records.push(record);
    return null;
  }

  /** Opening + in − out = closing, line by line. The list may run either way in time; the first step tells which. */
  #chain({ line, text, amounts }: StatementRecord): void {
    const out = amounts.money_out ? Math.abs(amounts.money_out) : text.direction === '支出' ? (amounts.amount ?? 0) : 0;
    const into = amounts.money_in ? Math.abs(amounts.money_in) : text.direction === '收入' ? (amounts.amount ?? 0) : 0;
    this.flow.in += into;
    this.flow.out += out;
    if (into > 0) this.flow.inCount++;
    if (out > 0) this.flow.outCount++;
    const { balance } = amounts;
    if (balance === undefined) return;
    const step = into - out;
    if (this.#before !== null) {
      const forward = this.#before + step === balance;
      const backward = this.#opening !== null && this.#opening === balance;
      if (!forward && !backward) this.brokenAt.push(line);
    }
    this.#before = balance;
    this.#opening = balance - step;
  }
}
