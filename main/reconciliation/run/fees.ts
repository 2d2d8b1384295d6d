import { roundingRules, type FeeAudit, type RoundingRule } from '../../../shared/domain/reconciliation/run.ts';
import { DONE, MOVED, PAYMENT, type Rows } from '../rows/rows.ts';
import type { ComparedLeg } from './compare.ts';
import type { Gathered } from './gather.ts';

/** Lines that a discovered rate is voted on by: the largest amounts, where rounding hides least. */
const VOTERS = 500;
/** Rates are agreed in hundredths of a percent. */
const RATE_STEP_PPM = 100;
const MOST_MISFITS = 100;

/** Recomputes every payment's fee, and finds which rounding explains them (product.md N14). */
export function auditFees(
  compared: readonly ComparedLeg[],
  gathered: Gathered,
  rates: Record<string, string>,
): FeeAudit[] {
  return compared.flatMap(({ match }) => {
    const { rows } = match.lines;
    return chargedLines(rows)
      .map((lines, channel) => ({ name: gathered.channels[channel] ?? '', lines }))
      .filter(({ lines }) => lines.length > 0)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, lines }) => audit(rows, lines, name, rates, gathered, match.leg));
  });
}

/** Payments whose money moved and whose fee is known. */
function isCharged(rows: Rows, line: number): boolean {
  return rows.kind[line] === PAYMENT && (rows.status[line]! & MOVED) === DONE && !Number.isNaN(rows.fee[line]!);
}

/** The charged lines of each channel. */
function chargedLines(rows: Rows): Int32Array[] {
  const counts = new Uint32Array(256);
  for (let line = 0; line < rows.count; line++) if (isCharged(rows, line)) counts[rows.channel[line]!]!++;
  const byChannel = Array.from(counts, (count) => new Int32Array(count));
  const filled = new Uint32Array(256);
  for (let line = 0; line < rows.count; line++) {
    const channel = rows.channel[line]!;
    if (isCharged(rows, line)) byChannel[channel]![filled[channel]!++] = line;
  }
  return byChannel;
}

function audit(
  rows: Rows,
  lines: Int32Array,
  channel: string,
  rates: Record<string, string>,
  { files, parts }: Gathered,
  leg: FeeAudit['leg'],
): FeeAudit {
  const contract = ratePpm(rates[channel] ?? '');
  const column = ratePpm(/([\d.]+)%/.exec(channel)?.[1] ?? '');
  const rate = contract ?? column ?? discoverRate(rows, lines);
  // Five decimals of yuan where the list has them, whole fen otherwise.
  const unit = inWholeFen(rows, lines) ? 1_000 : 1;
  const explained: Record<RoundingRule, number> = { floor: 0, 'half-up': 0, 'half-even': 0 };
  let charged = 0;
  let amounts = 0;
  for (const line of lines) {
    charged += rows.fee[line]!;
    amounts += rows.amount[line]!;
    if (rate === null) continue;
    countExplained(rows.amount[line]! * rate, 1_000 * unit, rows.fee[line]! / unit, explained);
  }
  const best = rate === null ? null : roundingRules.reduce((a, b) => (explained[b] > explained[a] ? b : a));
  const misfits = best === null ? [] : misfitsOf(rows, lines, rate!, unit, best);
  return {
    leg,
    channel,
    rate_ppm: rate,
    rate_source: contract !== null ? 'contract' : column !== null ? 'column' : 'discovered',
    lines: lines.length,
    rules: roundingRules.map((rule) => ({ rule, explained: explained[rule] })),
    per_day:
      rate === null
        ? []
        : roundingRules.map((rule) => {
            const fee = feeOf(amounts, rate, unit, rule);
            return { rule, fee_millifen: fee, ties: fee === charged };
          }),
    charged_millifen: charged,
    best: best !== null && explained[best] > 0 ? best : null,
    misfits: misfits
      .flatMap((line) => {
        const place = parts[rows.part[line]!];
        return place ? [{ line, place }] : [];
      })
      .map(({ line, place }) => ({
        file: files[place.file]!.label,
        entry: place.entry,
        line: rows.line[line]!,
        amount_fen: rows.amount[line]!,
        fee_millifen: rows.fee[line]!,
        expected_millifen: feeOf(rows.amount[line]!, rate!, unit, best!),
      }))
      .toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
      .slice(0, MOST_MISFITS),
    misfit_count: misfits.length,
  };
}

// Plain loops, and no `%` of numbers that may have decimals: on a million lines either costs more than all the rest.

function inWholeFen({ fee }: Rows, lines: Int32Array): boolean {
  for (const line of lines) if (Math.floor(fee[line]! / 1_000) * 1_000 !== fee[line]) return false;
  return true;
}

function misfitsOf({ amount, fee }: Rows, lines: Int32Array, ppm: number, unit: number, rule: RoundingRule): number[] {
  const misfits: number[] = [];
  for (const line of lines) if (feeOf(amount[line]!, ppm, unit, rule) !== fee[line]) misfits.push(line);
  return misfits;
}

/** `0.38` percent as 3,800 millionths. */
function ratePpm(percent: string): number | null {
  const match = /^(\d{1,2})(?:\.(\d{1,4}))?$/.exec(percent);
  return match ? Number(match[1]) * 10_000 + Number((match[2] ?? '').padEnd(4, '0')) : null;
}

/** The rate that most of the largest lines agree on; `null` when no half of them does. */
function discoverRate(rows: Rows, lines: Int32Array): number | null {
  const voters = largest(rows, lines);
  const votes = new Map<number, number>();
  for (const line of voters) {
    const ppm = (rows.fee[line]! * 1_000) / rows.amount[line]!;
    const rate = Math.round(ppm / RATE_STEP_PPM) * RATE_STEP_PPM;
    votes.set(rate, (votes.get(rate) ?? 0) + 1);
  }
  const [winner] = [...votes].toSorted(([a, x], [b, y]) => y - x || a - b);
  return winner && winner[1] * 2 > voters.length ? winner[0] : null;
}

/** At least as many of the largest amounts as vote, found by their order of magnitude. */
function largest({ amount }: Rows, lines: Int32Array): number[] {
  const magnitudes = new Uint32Array(64);
  for (const line of lines) magnitudes[magnitude(amount[line]!)]!++;
  let least = magnitudes.length;
  for (let sum = 0; least > 0 && sum < VOTERS;) sum += magnitudes[--least]!;
  const found: number[] = [];
  for (const line of lines) if (amount[line]! > 0 && magnitude(amount[line]!) >= least) found.push(line);
  return found;
}

/** How many binary digits a whole number has. */
const magnitude = (value: number): number =>
  value < 2 ** 32 ? 32 - Math.clz32(value) : 64 - Math.clz32(value / 2 ** 32);

/** All rules at once: they differ only in what they do with the rest. */
function countExplained(
  numerator: number,
  denominator: number,
  fee: number,
  explained: Record<RoundingRule, number>,
): void {
  const whole = Math.floor(numerator / denominator);
  const twice = (numerator - whole * denominator) * 2;
  const up = twice > denominator ? 1 : 0;
  const tie = twice === denominator;
  if (fee === whole) explained.floor++;
  if (fee === whole + (up || tie ? 1 : 0)) explained['half-up']++;
  if (fee === whole + (up || (tie && whole % 2 === 1) ? 1 : 0)) explained['half-even']++;
}

/** Fee in 1/1000 fen of an amount in fen, rounded to `unit`. All in integers. */
function feeOf(amount: number, ppm: number, unit: number, rule: RoundingRule): number {
  const numerator = amount * ppm;
  const denominator = 1_000 * unit;
  const whole = Math.floor(numerator / denominator);
  const rest = numerator - whole * denominator;
  const up =
    rule === 'floor'
      ? false
      : rest * 2 > denominator || (rest * 2 === denominator && (rule === 'half-up' || whole % 2 === 1));
  return (whole + (up ? 1 : 0)) * unit;
}
