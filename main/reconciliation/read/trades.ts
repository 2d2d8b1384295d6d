import { decode } from '../bytes/encoding.ts';
import type { FieldSplitter } from '../bytes/fields.ts';
import { beijingSeconds, moment, readDecimal, readMoment } from '../bytes/numbers.ts';
import { WordTable } from '../bytes/words.ts';
import { amountDecimals, feeDecimals, NONE, type TradePlan } from '../formats/plan.ts';
import { addText, beginRow, TEXT_DOUBTFUL, TEXT_LONG, TEXT_OK, TEXT_ROUNDED, TEXT_SCIENTIFIC } from '../rows/append.ts';
import {
  CLOSED,
  DONE,
  FAILED,
  KEYS,
  MOVED,
  NO_DAY,
  PAYMENT,
  PROCESSING,
  REFUND,
  REFUNDED,
  TEXTS,
  type Rows,
} from '../rows/rows.ts';
import type { BadReason } from './bad.ts';
import { yearlessMoment } from './yearless.ts';

const UNKNOWN = 255;
const statusCodes: Readonly<Record<string, number>> = {
  paid: DONE,
  refunded: REFUNDED,
  processing: PROCESSING,
  failed: FAILED,
  closed: CLOSED,
};
/** Decimals to which a column is summed for the comparison with the file's own total: 1/1000 fen. */
export const SUM_DECIMALS = 5;

export interface TradeSums {
  /** For each summed column: every line, and only those where the money moved. */
  all: Float64Array;
  done: Float64Array;
  countAll: number;
  countDone: number;
}

interface TextColumn {
  text: number;
  column: number;
}

export interface TakerContext {
  rows: Rows;
  part: number;
  /** Number of a channel in the run's list of channels. */
  channelOf: (name: string) => number;
  /** Day of the run, for formats without a year. */
  day: number;
}

/** Turns the split lines of one table into rows. */
export class TradeTaker {
  readonly sums: TradeSums;
  readonly merchants = new WordTable();
  readonly days = new Map<number, number>();
  /** Rows whose numbers may have lost their figures to Excel. */
  doubtful = 0;
  taken = 0;
  /** Rows to make room for, as far as can be told. */
  estimate = 1024;
  readonly #plan: TradePlan;
  readonly #context: TakerContext;
  readonly #gbk: boolean;
  readonly #kinds: WordTable;
  readonly #statuses: WordTable;
  readonly #channels: WordTable;
  readonly #fixedChannel: number;
  /** The columns that have texts, for payments and for refunds. */
  readonly #textColumns: readonly (readonly TextColumn[])[];
  readonly #decimals: { amount: number; paid: number; fee: number };
  #bytes: Uint8Array | null = null;
  #view: DataView = new DataView(new ArrayBuffer(8));
  #lastDay = 0;
  #lastCount = 0;

  constructor(plan: TradePlan, context: TakerContext, encoding: WordTable['encoding']) {
    this.#plan = plan;
    this.#context = context;
    this.#gbk = encoding === 'gb18030';
    this.#kinds = new WordTable((word) => {
      const kind = plan.kindWords[word] ?? plan.kindWords[word.toUpperCase()];
      return kind === undefined ? UNKNOWN : kind === 'payment' ? PAYMENT : REFUND;
    });
    this.#statuses = new WordTable((word) => {
      const status = plan.statusWords[word] ?? plan.statusWords[word.toUpperCase()];
      return status === undefined ? UNKNOWN : statusCodes[status]!;
    });
    const label = (word: string): string => (plan.channel && word ? `${plan.channel} ${word}` : plan.channel || word);
    this.#channels = new WordTable((word) => context.channelOf(label(word)));
    this.#fixedChannel = context.channelOf(plan.channel);
    for (const table of [this.#kinds, this.#statuses, this.#channels, this.merchants]) table.encoding = encoding;
    this.#textColumns = [plan.payment, plan.refund].map(({ texts }) =>
      texts.map((column, text) => ({ text, column })).filter(({ column }) => column !== NONE),
    );
    this.#decimals = {
      amount: amountDecimals(plan.amountUnit),
      paid: amountDecimals(plan.paidUnit),
      fee: feeDecimals(plan.feeUnit),
    };
    const length = plan.summed.length;
    this.sums = { all: new Float64Array(length), done: new Float64Array(length), countAll: 0, countDone: 0 };
  }

  /** To be told of each new buffer that lines are taken from. */
  begin(bytes: Uint8Array): void {
    if (this.#bytes === bytes) return;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Takes the line that `split` holds. Gives why it cannot be used, or `null`. */
  take(bytes: Uint8Array, split: FieldSplitter, line: number): BadReason | null {
    const plan = this.#plan;
    const { rows } = this.#context;
    const { from, to } = split;
    if (split.dirty) for (let field = 0; field < split.count; field++) split.trim(bytes, field);
    const kind = this.#kinds.code(bytes, from[plan.kindColumn]!, to[plan.kindColumn]!);
    if (kind === UNKNOWN) return 'kind';
    const columns = kind === PAYMENT ? plan.payment : plan.refund;

    let status = DONE;
    if (columns.status !== NONE) status = this.#statuses.code(bytes, from[columns.status]!, to[columns.status]!);
    if (status === UNKNOWN) return 'status';

    const amount = Math.abs(readDecimal(bytes, from[columns.amount]!, to[columns.amount]!, this.#decimals.amount));
    if (Number.isNaN(amount) || (kind === PAYMENT && bytes[from[columns.amount]!] === 45)) return 'amount';
    const paid = this.#optional(bytes, split, columns.paid, this.#decimals.paid);
    if (paid === undefined) return 'amount';
    const fee = this.#optional(bytes, split, columns.fee, this.#decimals.fee);
    if (fee === undefined) return 'fee';

    beginRow(rows, kind, this.estimate);
    const row = rows.count;
    if (!this.#when(bytes, split, columns.when, columns.clock, row)) return 'date';
    rows.requestDay[row] = this.#day(bytes, split, columns.requestDay);
    rows.originalDay[row] = this.#day(bytes, split, columns.originalDay);
    const bad = this.#texts(bytes, split, this.#textColumns[kind]!);
    if (bad !== null) return bad;
    rows.part[row] = this.#context.part;
    rows.line[row] = line;
    rows.status[row] = status;
    rows.amount[row] = amount;
    rows.paid[row] = Math.abs(paid);
    rows.fee[row] = Math.abs(fee);
    rows.channel[row] = this.#channel(bytes, split);
    if (plan.merchantColumn !== NONE) this.merchants.code(bytes, from[plan.merchantColumn]!, to[plan.merchantColumn]!);
    if (!this.#sum(bytes, split, kind, status, fee)) return 'amount';
    this.#countDay(rows.tradeDay[row]!);
    this.taken++;
    rows.count++;
    return null;
  }

  /** Closes the count of days. */
  end(): void {
    this.#countDay(-1);
    this.days.delete(0);
  }

  #texts(bytes: Uint8Array, { from, to }: FieldSplitter, texts: readonly TextColumn[]): BadReason | null {
    const { rows } = this.#context;
    const row = rows.count;
    let at = rows.arenaUsed;
    let doubtful = false;
    let keys = 0;
    for (let i = 0; i < texts.length; i++) {
      const { text, column } = texts[i]!;
      const found = this.#gbk
        ? this.#addDecoded(bytes.subarray(from[column]!, to[column]!), text, at)
        : addText(rows, text, bytes, this.#view, from[column]!, to[column]!, at);
      if (found !== TEXT_OK) {
        if (found === TEXT_LONG) return 'longNumber';
        if (found === TEXT_SCIENTIFIC) return 'scientific';
        if (found === TEXT_ROUNDED) return 'rounded';
        if (found === TEXT_DOUBTFUL) doubtful = true;
      }
      const length = rows.lengths[row * TEXTS + text]!;
      if (text < KEYS && length > 0) keys++;
      at += length;
    }
    if (keys === 0) return 'noNumber';
    if (doubtful) this.doubtful++;
    rows.arenaUsed = at;
    return null;
  }

  /** Numbers with Chinese in them are kept in one encoding, or they would not be the same on both sides. */
  #addDecoded(bytes: Uint8Array, text: number, at: number): number {
    const same = Buffer.from(`${decode(bytes, 'gb18030')}\0\0\0\0`);
    const view = new DataView(same.buffer, same.byteOffset, same.byteLength);
    return addText(this.#context.rows, text, same, view, 0, same.length - 4, at);
  }

  /** NaN when the column is absent or empty, `undefined` when it holds something else than a number. */
  #optional(bytes: Uint8Array, { from, to }: FieldSplitter, column: number, decimals: number): number | undefined {
    if (column === NONE || from[column] === to[column]) return Number.NaN;
    let start = from[column]!;
    // UnionPay writes D or C before the fee.
    if (bytes[start] === 68 || bytes[start] === 67) start++;
    const value = readDecimal(bytes, start, to[column]!, decimals);
    return Number.isNaN(value) ? undefined : value;
  }

  #when(bytes: Uint8Array, { from, to }: FieldSplitter, when: number, clock: number, row: number): boolean {
    const { rows, day } = this.#context;
    if (this.#plan.yearless) {
      if (!yearlessMoment(bytes, from[when]!, to[when]!, day)) return false;
    } else if (!readMoment(bytes, from[when]!, to[when]!)) return false;
    const tradeDay = moment.day;
    let time = moment.seconds < 0 ? -1 : beijingSeconds(tradeDay, moment.seconds);
    if (clock !== NONE && from[clock]! < to[clock]!) {
      if (readMoment(bytes, from[clock]!, to[clock]!)) time = beijingSeconds(moment.day, Math.max(0, moment.seconds));
      else {
        const seconds = clockOf(bytes, from[clock]!, to[clock]!);
        if (seconds < 0) return false;
        time = beijingSeconds(tradeDay, seconds);
      }
    }
    rows.tradeDay[row] = tradeDay;
    rows.time[row] = time;
    return true;
  }

  #day(bytes: Uint8Array, { from, to }: FieldSplitter, column: number): number {
    if (column === NONE || from[column] === to[column]) return NO_DAY;
    return readMoment(bytes, from[column]!, to[column]!) ? moment.day : NO_DAY;
  }

  #channel(bytes: Uint8Array, { from, to }: FieldSplitter): number {
    const { channelColumn, rateColumn } = this.#plan;
    const column = channelColumn === NONE ? rateColumn : channelColumn;
    return column === NONE ? this.#fixedChannel : this.#channels.code(bytes, from[column]!, to[column]!);
  }

  /** @param fee the fee as it stands there, with its sign: it need not be read twice */
  #sum(bytes: Uint8Array, { from, to }: FieldSplitter, kind: number, status: number, fee: number): boolean {
    const columns = kind === PAYMENT ? this.#plan.payment : this.#plan.refund;
    const known = { column: columns.fee, value: fee };
    const { summed } = this.#plan;
    const { sums } = this;
    for (let i = 0; i < summed.length; i++) {
      const { column, signedByKind } = summed[i]!;
      if (from[column] === to[column]) continue;
      let value = column === known.column ? known.value : readDecimal(bytes, from[column]!, to[column]!, SUM_DECIMALS);
      if (Number.isNaN(value)) return false;
      if (signedByKind) value = kind === PAYMENT ? Math.abs(value) : -Math.abs(value);
      sums.all[i]! += value;
      if ((status & MOVED) === DONE) sums.done[i]! += value;
    }
    sums.countAll++;
    if ((status & MOVED) === DONE) sums.countDone++;
    return true;
  }

  #countDay(day: number): void {
    if (day === this.#lastDay) {
      this.#lastCount++;
      return;
    }
    this.days.set(this.#lastDay, (this.days.get(this.#lastDay) ?? 0) + this.#lastCount);
    this.#lastDay = day;
    this.#lastCount = 1;
  }
}

/** `09:30:00` or `093000` as seconds of the day, −1 for anything else. */
function clockOf(bytes: Uint8Array, from: number, to: number): number {
  const text = Buffer.from(bytes.subarray(from, to)).toString('latin1');
  const match = /^(\d{1,2}):?(\d{2}):?(\d{2})$/.exec(text);
  if (!match) return -1;
  const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return hours > 23 || minutes > 59 || seconds > 59 ? -1 : hours * 3600 + minutes * 60 + seconds;
}
