import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Leg, Outcome } from '../../../shared/domain/reconciliation/outcome.ts';
import { beijingSeconds } from '../bytes/numbers.ts';
import { PRACTICE_TRADES } from '../formats/learnt.ts';
import { chunkedFile } from './chunkedFile.ts';
import { canHave, spoil, type Defect } from './defects.ts';
import { ledgerLine, LEDGER_HEADER, huifuLine, yuan, type LineChange } from './lines.ts';
import { alipayFile, wechatFile, type WalletFile } from './walletFiles.ts';
import { seeded } from './random.ts';
import { maker, type Trade } from './trade.ts';

export interface GeneratorOptions {
  dir: string;
  /** Ledger rows, about; statements have as many. */
  rows: number;
  seed?: number;
  /** `yyyyMMdd` */
  day?: string;
  /** Share of rows for each outcome that is to be found, such as `{ AMT: 0.001 }`. */
  defects?: Partial<Record<Outcome, number>>;
  /** Which statements are written. Defects go into Huifu's where there is one. */
  files?: readonly ('huifu' | 'wechat' | 'alipay')[];
  merchant?: string;
}

/** What is to be found, and where. */
export interface TruthItem {
  outcome: Outcome;
  leg: Leg;
  requestNumber: string;
  partyNumber: string;
}

export interface Generated {
  ledger: string;
  statements: string[];
  day: string;
  merchant: string;
  truth: TruthItem[];
  /** Ledger rows and detail lines that were written. */
  ledgerRows: number;
  lines: number;
}

/** One defect in a thousand of each kind. */
export const everyDefect: Partial<Record<Outcome, number>> = Object.fromEntries(
  (
    [
      'AMT',
      'PAID',
      'FEE',
      'STAT-UP',
      'STAT-DOWN',
      'MISS-US',
      'MISS-GW',
      'DUP-GW',
      'DUP-US',
      'LATE',
      'REF-ORPHAN',
      'REF-OVER',
      'REF-PEND',
      'REF-FEE',
      'CLOSE-PAID',
      'UNKNOWN-KIND',
      'BAD-LINE',
    ] as const
  ).map((outcome) => [outcome, 0.001]),
);

/**
 * Writes a ledger CSV and statements of one day that agree but for the defects that were asked for, and says where those
 * are. The same options give the same bytes. Writes as it goes: memory does not grow with the size.
 */
export function generate(options: GeneratorOptions): Generated {
  const {
    dir,
    rows,
    seed = 1,
    day = '20260105',
    defects = {},
    files = ['huifu'],
    merchant = '6666000000000001',
  } = options;
  mkdirSync(dir, { recursive: true });
  const random = seeded(seed);
  const make = maker(random);
  const truth: TruthItem[] = [];
  const ledgerPath = join(dir, 'ledger.csv');
  const ledger = chunkedFile(ledgerPath);
  ledger.write(LEDGER_HEADER);
  const huifu = files.includes('huifu') ? huifuFile(join(dir, `${day}_${merchant}_order_1.csv`), merchant) : null;
  const wallets = new Map<Trade['wallet'], WalletFile>();
  if (files.includes('wechat')) wallets.set('wechat', wechatFile(join(dir, 'wechat.csv'), '1230000109'));
  if (files.includes('alipay')) wallets.set('alipay', alipayFile(join(dir, 'alipay.csv')));
  const defectNames = Object.keys(defects) as Defect[];
  const midnight = beijingSeconds(Number(day), 0);
  const recent: Trade[] = [];
  let written = 0;

  for (let i = 0; i < rows; i++) {
    const time = midnight + Math.floor((i / rows) * 86_000) + 200;
    const defect = pick(defectNames, defects, random);
    const wantsRefund = ofRefunds.includes(defect) || random() < 0.05;
    const refundable = recent.length > 50 && wantsRefund ? recent.splice(Math.floor(random() * 50), 1)[0]! : null;
    const part = refundable && random() < 0.5 ? 1 + Math.floor(random() * (refundable.amount - 1)) : refundable?.amount;
    const trade = refundable ? make.refund(refundable, part!, time) : make.payment(time);
    const shows = huifu ? 'huifu' : wallets.has(trade.wallet) ? trade.wallet : null;
    const spoilt = defect && shows && canHave(defect, shows) ? spoil(defect, trade, make, midnight) : null;
    const result = spoilt ?? { ledger: [trade], lines: [{ trade, change: {} }], found: null };
    if (spoilt?.found) {
      const { outcome, trade: about } = spoilt.found;
      const leg = huifu ? 'huifu' : 'wallet';
      truth.push({ outcome, leg, requestNumber: about.requestNumber, partyNumber: about.partyNumber });
    }
    for (const one of result.ledger) ledger.write(ledgerLine(one));
    written += result.ledger.length;
    for (const line of result.lines) {
      if (huifu) huifu.write(line.trade, line.change);
      // Beside a spoilt Huifu file the wallets' lists are right, and agree with the ledger as far as that is.
      if (!huifu) wallets.get(line.trade.wallet)?.write(line.trade, line.change);
      else if (!spoilt) wallets.get(line.trade.wallet)?.write(line.trade, {});
    }
    if (!spoilt && trade.kind === 'payment') recent.push(trade);
    if (recent.length > 400) recent.shift();
    // Orders that nobody paid are in our ledger only.
    if (random() < 0.01)
      ledger.write(ledgerLine({ ...make.payment(time), status: random() < 0.5 ? 'closed' : 'failed' }));
  }
  ledger.close();
  const lists = [...(huifu ? [huifu] : []), ...wallets.values()];
  const statements = lists.map((list) => list.close());
  return {
    ledger: ledgerPath,
    statements: statements.map((one) => one.path),
    day,
    merchant,
    truth,
    ledgerRows: written,
    lines: statements.reduce((sum, one) => sum + one.lines, 0),
  };
}

/** Outcomes that only a refund can have; a refund is made for them. */
const ofRefunds: readonly (Defect | null)[] = ['REF-PEND', 'REF-FEE'];

function pick(names: Defect[], rates: Partial<Record<Outcome, number>>, random: () => number): Defect | null {
  let at = random();
  for (const name of names) {
    at -= rates[name] ?? 0;
    if (at < 0) return name;
  }
  return null;
}

/** Huifu's file; its lines come in the order of completion, which is a little different from the ledger's. */
function huifuFile(path: string, merchant: string): WalletFile {
  const file = chunkedFile(path);
  file.write(`\uFEFF${PRACTICE_TRADES}\r\n`);
  const waiting: string[] = [];
  let [lines, sum, fees] = [0, 0, 0];
  return {
    write(trade: Trade, change: LineChange) {
      waiting.push(huifuLine(trade, merchant, change));
      if (waiting.length > 500) file.write(waiting.splice((lines * 7919) % 500, 1)[0]!);
      lines++;
      if (change.amountText || change.kindWord) return;
      const sign = trade.kind === 'refund' ? -1 : 1;
      sum += sign * (change.amount ?? trade.amount);
      fees += sign * (change.fee ?? trade.fee);
    },
    close() {
      for (const line of waiting) file.write(line);
      file.write(`合计,${lines}笔,,,,,,,,,,${yuan(sum)},,,${yuan(fees)},,,,\r\n`);
      file.close();
      return { path, lines };
    },
  };
}
