import { constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { wrap } from '../main/ledger/database.ts';
import { ledgerFolder } from '../main/console/liveLedger.ts';
import { openLedger } from '../main/ledger/index.ts';
import { openLedgerFile } from '../main/ledger/open.ts';
import { writeProfile } from '../main/ledger/repository/console.ts';
import { writePayment } from '../main/ledger/repository/payments.ts';
import { sampleEvent, samplePayment, sampleProfile } from '../main/ledger/testing/samples.ts';
import type { Ledger } from '../main/ledger/types.ts';
import { fen } from '../shared/domain/money.ts';
import type { Payment } from '../shared/domain/payment.ts';
import { businessDateOf, instant, toBeijingStamp } from '../shared/domain/time.ts';
import { benchFolder } from './report.ts';

export const PROFILE = 'bench';
/** Five years before 2026-11-23, and the ending that one wallet number in fifty has. */
const FIRST_AT = Date.UTC(2021, 10, 23);
const YEARS_MS = 5 * 365 * 86_400_000;
export const UNLUCKY_ENDING = '888888';
/** A cashier who took three payments in ten, all these years; one in ten is nobody's. */
export const CASHIER = 'cashier-1';
const CASHIERS = [
  CASHIER,
  CASHIER,
  CASHIER,
  'cashier-2',
  'cashier-2',
  'cashier-3',
  'cashier-3',
  'cashier-4',
  'cashier-4',
  null,
];
/** Many payments were closed and many are of these amounts, but none is both: no index finds that out at once. */
export const NEVER_CLOSED = { minAmount: fen(20_000), maxAmount: fen(24_999) };

/** Opens the ledger of `size` payments, made on the first run and kept for later ones. */
export async function openBenchLedger(size: number): Promise<{ ledger: Ledger; dir: string }> {
  const dir = `${benchFolder}ledger-${size}-2`; // the number changes with what `madeUp` makes
  const open = async (): Promise<Ledger> => {
    // The check of a large file would run beside what is measured.
    const opened = await openLedger({ dir, name: 'practice', checkAfterMs: 2 ** 31 - 1 });
    if (!opened.ok) throw new Error(`bench ledger: ${JSON.stringify(opened.error)}`);
    return opened.data;
  };
  const known = await open();
  const { count } = await known.paymentTotals(PROFILE, {});
  // Measured writes are added to it, run after run.
  if (count >= size && count < size * 1.1) return { ledger: known, dir };
  await known.close();
  rmSync(dir, { recursive: true, force: true });
  await generate(dir, size);
  return { ledger: await open(), dir };
}

/** Lays the ledger of `size` payments into the data folder of a console, as the live one. */
export async function layLiveLedger(size: number, dataDir: string): Promise<void> {
  const { ledger, dir: source } = await openBenchLedger(size);
  await ledger.close();
  const dir = ledgerFolder(dataDir);
  mkdirSync(dir, { recursive: true });
  copyFileSync(join(source, 'practice.db'), join(dir, 'live.db'), constants.COPYFILE_FICLONE);
  const live = await openLedger({ dir, name: 'live', fullCheckBytes: 0 });
  if (!live.ok) throw new Error(`bench ledger: ${JSON.stringify(live.error)}`);
  await live.data.saveProfile(sampleProfile(PROFILE, { environment: 'live' }));
  await live.data.close();
}

async function generate(dir: string, size: number): Promise<void> {
  const opened = await openLedgerFile({ dir, name: 'practice' });
  if (!opened.ok) throw new Error(`bench ledger: ${JSON.stringify(opened.error)}`);
  const db = wrap(opened.data.db);
  db.raw.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000');
  const began = performance.now();
  const random = seeded(20261123);
  db.transaction(() => writeProfile(db, sampleProfile(PROFILE)));
  for (let from = 0; from < size; from += 50_000) {
    db.transaction(() => {
      for (let i = from; i < Math.min(size, from + 50_000); i++) {
        writePayment(db, madeUp(i / size, random), sampleEvent());
      }
    });
    const made = Math.min(size, from + 50_000);
    process.stderr.write(`\rmaking ${made} of ${size} payments, ${Math.round((performance.now() - began) / 1000)} s `);
  }
  process.stderr.write('\n');
  db.close();
}

/** A payment as a shop has them: mostly paid by WeChat or Alipay, numbers shaped like the real ones. */
export function madeUp(share: number, random: () => number): Payment {
  const createdAt = instant(Math.floor(FIRST_AT + share * YEARS_MS + random() * 1000));
  const digits = (count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
  const letters = Array.from({ length: 8 }, () => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[Math.floor(random() * 32)]);
  const [m, s] = [random(), random()];
  const method = m < 0.55 ? 'wechat' : m < 0.97 ? 'alipay' : m < 0.999 ? 'unionpay' : 'douyin';
  const amount = Math.floor(random() ** 3 * 50_000) + 1;
  const closed = amount >= NEVER_CLOSED.minAmount && amount <= NEVER_CLOSED.maxAmount ? 'paid' : 'closed';
  const state = s < 0.9 ? 'paid' : s < 0.98 ? closed : s < 0.99999 ? 'failed' : 'unknown';
  const ending = random() < 0.02 ? UNLUCKY_ENDING : digits(6);
  return samplePayment(PROFILE, {
    requestNumber: `P${toBeijingStamp(createdAt)}A1${letters.join('')}`,
    createdAt,
    requestDate: businessDateOf(createdAt),
    method,
    state,
    amount: fen(amount),
    operatorId: CASHIERS[Math.floor(random() * CASHIERS.length)]!,
    till: '01',
    fee: state === 'paid' ? fen(Math.round(amount * 0.0038)) : null,
    huifuNumber: `0021000${digits(20)}`,
    partyOrderNumber: `03212${digits(20)}`,
    walletNumber: `${method === 'wechat' ? '4200' : '2026'}${digits(18)}${ending}`,
    link: `https://api.huifu.com/hosted/cashier/${digits(30)}`,
  });
}

/** The same numbers on every run (mulberry32). */
export function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
