import type { HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import type { Leg } from '../../../shared/domain/reconciliation/outcome.ts';
import { decode, isValid, type Encoding } from '../bytes/encoding.ts';
import { FieldSplitter } from '../bytes/fields.ts';
import { WordTable } from '../bytes/words.ts';
import type { FilePart } from '../files/open.ts';
import type { Plan } from '../formats/plan.ts';
import { recognise, type Recognition } from '../formats/recognise.ts';
import type { Rows } from '../rows/rows.ts';
import type { BadLine, BadReason } from './bad.ts';
import { RecordTaker, type StatementRecord } from './records.ts';
import type { Stated } from './summary.ts';
import { readText } from './text.ts';
import { TradeTaker, type TakerContext } from './trades.ts';
import { WidthSplitter } from './widths.ts';

export interface PartContext extends Omit<TakerContext, 'rows'> {
  /** Where the rows of a leg are gathered. */
  rowsOf: (leg: Leg) => Rows;
  mappings: readonly HeaderMapping[];
  /** Bytes and lines so far; throws to cancel. */
  progress: (bytes: number, lines: number) => void;
}

/** What one table turned out to be, beside the rows that it gave. */
export interface PartReading {
  recognition: Recognition;
  encoding: Encoding | null;
  lines: number;
  bad: BadLine[];
  trades: TradeTaker | null;
  records: StatementRecord[];
  balance: RecordTaker | null;
  stated: Stated;
  /** The last line has no newline at its end. */
  cut: boolean;
  /** The end of the details was marked as this format marks it. */
  ended: boolean;
}

const SUMMARY_WORDS = ['合计', '总计', '汇总', '小计'];

/** Reads one table from its start to its end. Throws `FileFault`. */
export async function readPart(part: FilePart, context: PartContext): Promise<PartReading> {
  const pull = await part.pull();
  try {
    const reader = new PartReader(context, pull.size);
    await readText(pull, reader);
    return reader.end();
  } finally {
    await pull.close();
  }
}

class PartReader {
  readonly #context: PartContext;
  readonly #size: number;
  #recognition!: Recognition;
  #plan: Plan | null = null;
  #split!: FieldSplitter;
  #encoding: Encoding | null = null;
  #trades: TradeTaker | null = null;
  #records: RecordTaker | null = null;
  #line = 1;
  #lines = 0;
  readonly #bad: BadLine[] = [];
  readonly #stated: Stated = new Map();
  #totalTitles: string[] | null = null;
  #ended = false;
  #cut = false;
  #firstWords = new WordTable((word) => (SUMMARY_WORDS.includes(word) ? 1 : 0));

  constructor(context: PartContext, size: number) {
    this.#context = context;
    this.#size = size;
  }

  begin(head: Uint8Array): number {
    const recognition = recognise(head, this.#context.mappings);
    const { plan, encoding } = recognition;
    this.#recognition = recognition;
    this.#plan = plan;
    this.#encoding = encoding;
    this.#firstWords.encoding = encoding;
    if (!plan) return head.length;
    this.#split = 'widths' in plan.layout ? new WidthSplitter(plan.layout.widths) : new FieldSplitter(plan.layout);
    const rows = this.#context.rowsOf(plan.leg);
    if (plan.type === 'trades') this.#trades = new TradeTaker(plan, { ...this.#context, rows }, encoding);
    else this.#records = new RecordTaker(plan, encoding);
    let at = 0;
    for (; this.#line <= plan.skipLines; this.#line++) at = head.indexOf(10, at) + 1 || head.length;
    if (this.#trades) this.#trades.estimate = estimateRows(head, at, this.#size) + rows.count;
    return at;
  }

  lines(bytes: Uint8Array, at: number, end: number, final: boolean): number {
    if (!this.#plan) return end;
    this.#trades?.begin(bytes);
    const segment = bytes.subarray(at, end);
    this.#decide(segment);
    const whole = isValid(segment, this.#encoding);
    let p = at;
    while (p < end) {
      const first = bytes[p]!;
      if (first === 10 || (first === 13 && bytes[p + 1] === 10)) {
        p += first === 10 ? 1 : 2;
        this.#line++;
      } else {
        const next = this.#special(bytes, p, first);
        if (next > 0) {
          p = next;
          this.#line++;
        } else {
          if (!this.#split.split(bytes, p, end, final)) break;
          this.#take(bytes, p, whole);
          p = this.#split.next;
          this.#line += 1 + this.#split.extraLines;
        }
      }
    }
    return p;
  }

  endless(): void {
    this.#lines++;
    this.#bad.push({ line: this.#line++, reason: 'tooLong' });
  }

  cut(): void {
    this.#cut = true;
  }

  piece(bytesRead: number): void {
    this.#context.progress(bytesRead, this.#lines);
  }

  end(): PartReading {
    this.#trades?.end();
    return {
      recognition: this.#recognition,
      encoding: this.#encoding ?? 'utf-8',
      lines: this.#lines,
      bad: this.#bad,
      trades: this.#trades,
      records: this.#records?.records ?? [],
      balance: this.#records,
      stated: this.#stated,
      cut: this.#cut,
      ended: this.#ended,
    };
  }

  /** A file that began with plain ASCII shows its encoding with its first other character. */
  #decide(segment: Uint8Array): void {
    if (this.#encoding !== null || isValid(segment, 'utf-8')) return;
    if (isValid(segment, 'gb18030')) this.#encoding = 'gb18030';
  }

  #take(bytes: Uint8Array, at: number, whole: boolean): void {
    if (this.#isSummary(bytes)) return;
    this.#lines++;
    const reason = this.#reasonAgainst(bytes, at, whole) ?? this.#takeWith(bytes);
    if (reason !== null) this.#bad.push({ line: this.#line, reason });
  }

  #reasonAgainst(bytes: Uint8Array, at: number, whole: boolean): BadReason | null {
    const split = this.#split;
    if (this.#ended) return 'afterSummary';
    if (!whole && !isValid(bytes.subarray(at, split.next), this.#encoding)) return 'encoding';
    if (split.broken) return 'quote';
    const { header, layout } = this.#plan!;
    const expected = 'widths' in layout ? layout.widths.length : header.length;
    if (split.count === expected) return null;
    const last = split.count - 1;
    const commaAtEnd = last === expected && split.from[last]! >= split.to[last]!;
    return commaAtEnd ? null : 'columns';
  }

  #takeWith(bytes: Uint8Array): BadReason | null {
    return this.#trades
      ? this.#trades.take(bytes, this.#split, this.#line)
      : this.#records!.take(bytes, this.#split, this.#line);
  }

  /** Comment and summary lines of WeChat and Alipay. Gives where the next line begins, or 0 for a line of details. */
  #special(bytes: Uint8Array, at: number, first: number): number {
    const { summary, layout } = this.#plan!;
    const comment = summary === 'alipay' && first === 35;
    const total = summary === 'wechat' && (first !== 96 || this.#totalTitles !== null);
    if (!comment && !total) return 0;
    const newline = bytes.indexOf(10, at);
    const text = decode(bytes.subarray(at, newline), this.#encoding).trim();
    if (comment) this.#alipayComment(text);
    else if ((this.#totalTitles === null && text.startsWith('总')) || text.startsWith('资金流水总')) {
      this.#totalTitles = text.split(',').map((title) => title.trim());
    } else if (this.#totalTitles !== null && !this.#ended && 'backtick' in layout) {
      const values = text
        .replace(/^`/, '')
        .split(',')
        .map((value) => value.replace('`', '').trim());
      this.#totalTitles.forEach((title, index) => this.#stated.set(title, values[index] ?? ''));
      this.#ended = true;
    } else return 0;
    return newline + 1;
  }

  /** `#交易合计：2笔，商家实收共0.02元，…` and `#收入合计：18笔，共14989.00元` */
  #alipayComment(text: string): void {
    const match = /^#(交易|退款|收入|支出)合计[:：](\d+)笔.*?共(-?[\d.,]+)元/.exec(text);
    if (match) {
      this.#stated.set(`${match[1]}笔数`, match[2]!);
      this.#stated.set(`${match[1]}金额`, match[3]!.replaceAll(',', ''));
      this.#ended = true;
    } else if (/^#.*列表结束/.test(text)) this.#ended = true;
  }

  /** `合计,3笔,…`: the totals stand under the titles of their columns. */
  #isSummary(bytes: Uint8Array): boolean {
    const { summary, header } = this.#plan!;
    const split = this.#split;
    if (summary !== 'row' || bytes[split.from[0]!]! < 0x80) return false;
    split.trim(bytes, 0);
    if (this.#firstWords.code(bytes, split.from[0]!, split.to[0]!) !== 1) return false;
    for (let field = 1; field < split.count; field++) {
      split.trim(bytes, field);
      const text = decode(bytes.subarray(split.from[field]!, split.to[field]!), this.#encoding);
      if (text.endsWith('笔')) this.#stated.set('笔数', text);
      else if (text !== '') this.#stated.set(header[field] ?? '', text);
    }
    this.#ended = true;
    return true;
  }
}

/** How many rows a file of this size has when the rest is like its beginning. */
function estimateRows(head: Uint8Array, at: number, size: number): number {
  let lines = 0;
  for (let p = head.indexOf(10, at); p >= 0; p = head.indexOf(10, p + 1)) lines++;
  return lines === 0 ? 16 : Math.ceil((size / (head.length - at)) * lines * 1.03) + 16;
}
