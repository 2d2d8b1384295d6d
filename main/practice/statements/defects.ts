import { z } from 'zod';
import { instant, startOfBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import { digitsOf, type Row } from './rows.ts';

/** What can be wrong on request, by the outcome that it leads to when it is compared (product.md §5.2). */
export const defectNames = [
  'AMT',
  'PAID',
  'FEE',
  'STAT-UP',
  'STAT-DOWN',
  'MISS-US',
  'MISS-GW',
  'NO-FILE',
  'DUP-GW',
  'DUP-PAY',
  'LATE',
  'REF-ORPHAN',
  'REF-OVER',
  'REF-PEND',
  'REF-FEE',
  'CLOSE-PAID',
  'SETTLE-DIFF',
  'UNKNOWN-KIND',
  'BAD-LINE',
] as const;
export type DefectName = (typeof defectNames)[number];

export const defectsSchema = z.strictObject({
  day: z.string().regex(/^\d{8}$/),
  /** The same seed spoils the same lines. */
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31),
  defects: z.partialRecord(z.enum(defectNames), z.number().int().min(1).max(1_000)),
});
export type Defects = z.output<typeof defectsSchema>;

/** One lie, to compare with what was found. */
export interface Truth {
  outcome: DefectName;
  kind: 'payment' | 'refund' | 'settlement' | 'file';
  request_number: string;
  row: Row | null;
}

export interface Spoilt {
  rows: Row[];
  /** Lines that were taken out of this day and belong into the next day's file. */
  moved: Row[];
  truth: Truth[];
  /** What could not be done, for want of a line that it could be done to. */
  not_done: DefectName[];
}

/** Rows beside the true ones that some lies need. */
export interface Material {
  /** Orders that still wait for their payer. */
  waiting: Row[];
  /** Orders that were closed or ran out of time. */
  ended: Row[];
}

/** Spoils a day's lines: each lie takes a line that no other lie has touched. */
export function spoil(rows: readonly Row[], material: Material, { day, seed, defects }: Defects): Spoilt {
  const random = mulberry(seed);
  let result = [...rows];
  const free = new Set(rows);
  const moved: Row[] = [];
  const truth: Truth[] = [];
  const notDone: DefectName[] = [];

  const pick = (fits: (row: Row) => boolean, from: Iterable<Row> = free): Row | null => {
    const fitting = [...from].filter(fits);
    const row = fitting[Math.floor(random() * fitting.length)] ?? null;
    if (row) free.delete(row);
    return row;
  };
  const replace = (row: Row, ...by: Row[]) => {
    result = result.flatMap((one) => (one === row ? by : [one]));
  };
  const note = (outcome: DefectName, row: Row | null) =>
    truth.push({
      outcome,
      kind: row === null ? (outcome === 'SETTLE-DIFF' ? 'settlement' : 'file') : row.isRefund ? 'refund' : 'payment',
      request_number: row?.requestNumber ?? '',
      row,
    });
  const change = (outcome: DefectName, fits: (row: Row) => boolean, changes: (row: Row) => Partial<Row>): boolean => {
    const row = pick(fits);
    if (!row) return false;
    const changed = { ...row, ...changes(row) };
    replace(row, changed);
    note(outcome, changed);
    return true;
  };
  const add = (outcome: DefectName, row: Row): true => {
    result.splice(Math.floor(random() * (result.length + 1)), 0, row);
    note(outcome, row);
    return true;
  };
  const stranger = (n: number): Row => invented(day as BusinessDate, `${seed} ${n} ${random()}`);

  const acts: Record<DefectName, (n: number) => boolean> = {
    AMT: () =>
      change('AMT', isPaid, (row) => ({ amount: row.amount + 1, paid: row.paid + 1, credited: row.credited + 1 })),
    PAID: () =>
      change(
        'PAID',
        (row) => isPaid(row) && row.amount > 5,
        (row) => ({ paid: row.amount - 5 }),
      ),
    FEE: () => change('FEE', isPaid, (row) => ({ fee: row.fee + 2 })),
    'STAT-DOWN': () => change('STAT-DOWN', isPaid, () => ({ status: '失败' })),
    'REF-PEND': () =>
      change(
        'REF-PEND',
        (row) => row.isRefund && row.status === '成功',
        () => ({ status: '处理中' }),
      ),
    'REF-FEE': () =>
      change(
        'REF-FEE',
        (row) => row.isRefund,
        (row) => ({ fee: row.fee + 3 }),
      ),
    'STAT-UP': () => {
      const row = pick(
        () => true,
        material.waiting.filter((one) => !result.includes(one)),
      );
      return row !== null && add('STAT-UP', row);
    },
    'CLOSE-PAID': () => {
      const row = pick(
        () => true,
        material.ended.filter((one) => !result.includes(one)),
      );
      return row !== null && add('CLOSE-PAID', row);
    },
    'MISS-US': (n) => add('MISS-US', stranger(n)),
    'MISS-GW': () => {
      const row = pick(isPaid);
      if (!row) return false;
      replace(row);
      note('MISS-GW', row);
      return true;
    },
    'DUP-GW': () => {
      const row = pick(isPaid);
      if (!row) return false;
      replace(row, row, row);
      note('DUP-GW', row);
      return true;
    },
    // The shop's own record must hold both payments, so they can only be made by paying twice.
    'DUP-PAY': () => false,
    LATE: () => {
      const row = pick(isPaid);
      if (!row) return false;
      replace(row);
      moved.push({ ...row, at: instant(startOfBusinessDate(day as BusinessDate) + 86_400_000 + 3_000) });
      note('LATE', row);
      return true;
    },
    'REF-ORPHAN': (n) => {
      const original = stranger(n);
      return add('REF-ORPHAN', refundOf(original, original.amount, `orphan ${seed} ${n}`));
    },
    'REF-OVER': (n) => {
      const row = pick(isPaid);
      return row !== null && add('REF-OVER', refundOf(row, row.amount + 100, `over ${seed} ${n}`));
    },
    'UNKNOWN-KIND': (n) => add('UNKNOWN-KIND', { ...stranger(n), kind: '转账' }),
    'BAD-LINE': (n) => add('BAD-LINE', { ...stranger(n), amountText: '1.2.3' }),
    'SETTLE-DIFF': () => {
      note('SETTLE-DIFF', null);
      return true;
    },
    'NO-FILE': () => {
      note('NO-FILE', null);
      return true;
    },
  };
  for (const name of defectNames) {
    for (let n = 0; n < (defects[name] ?? 0); n += 1) if (!acts[name](n)) notDone.push(name);
  }
  return { rows: result, moved, truth, not_done: notDone };
}

function isPaid(row: Row): boolean {
  return !row.isRefund && row.status === '成功';
}

/** A payment that nobody made. */
function invented(day: BusinessDate, seed: string): Row {
  const amount = 1_000 + (Number(digitsOf(`amount ${seed}`, 5)) % 20_000);
  const at = instant(startOfBusinessDate(day) + 36_000_000 + Number(digitsOf(`at ${seed}`, 6)) * 20);
  return {
    isRefund: false,
    at,
    requestDate: day,
    requestNumber: `P${day}1000${digitsOf(`number ${seed}`, 12)}`,
    huifuNumber: `002900TOP9Z${digitsOf(`huifu ${seed}`, 20)}`,
    partyNumber: `03212${digitsOf(`party ${seed}`, 20)}`,
    walletNumber: `4200${digitsOf(`wallet ${seed}`, 24)}`,
    wallet: 'T',
    payer: `oPractice${digitsOf(`payer ${seed}`, 12)}`,
    goods: '练习商品',
    kind: '消费',
    status: '成功',
    amount,
    paid: amount,
    credited: amount,
    fee: Math.round((amount * 38) / 10_000),
    original: null,
    amountText: null,
  };
}

function refundOf(original: Row, amount: number, seed: string): Row {
  return {
    ...original,
    isRefund: true,
    at: instant(original.at + 60_000),
    requestNumber: `R${original.requestDate}1000${digitsOf(`refund ${seed}`, 12)}`,
    huifuNumber: `002900TOP9R${digitsOf(`refund huifu ${seed}`, 20)}`,
    partyNumber: `03213${digitsOf(`refund party ${seed}`, 20)}`,
    walletNumber: `5030${digitsOf(`refund wallet ${seed}`, 24)}`,
    kind: '退款',
    amount,
    paid: amount,
    credited: amount,
    fee: Math.floor((original.fee * Math.min(amount, original.amount)) / original.amount),
    original,
  };
}

/** Random numbers from 0 to 1 that are always the same for the same seed. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
