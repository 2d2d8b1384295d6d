import { businessDateOf, parseBusinessDate, type BusinessDate } from '../../../shared/domain/time.ts';
import type { Practice } from '../practice.ts';
import type { Page } from '../wire/httpServer.ts';
import { defectsSchema, type Spoilt } from './defects.ts';
import { allFiles, defectsOf, rowsOf, setDefects } from './files.ts';
import { settlementFile, tradeFile } from './huifu.ts';
import { queriesToday } from './queries.ts';
import { trueRows } from './rows.ts';
import { changeSettings, readSettings, settingsChangeSchema, statementNow } from './settings.ts';
import { alipayBill, wechatBill } from './wallets.ts';

/** The statements' part of the control address; bodies are JSON but for the files themselves. */
export function showStatements(practice: Practice): unknown {
  const settings = readSettings(practice);
  return {
    now: statementNow(practice),
    mode: settings.mode,
    ahead_seconds: settings.aheadSeconds,
    limit: settings.limit,
    queries_today: queriesToday(practice),
    opened: settings.opened,
    rows_per_file: settings.rowsPerFile,
    files: allFiles(practice),
  };
}

export function changeStatements(practice: Practice, body: unknown): unknown {
  changeSettings(practice, settingsChangeSchema.parse(body));
  return showStatements(practice);
}

export function seedDefects(practice: Practice, body: unknown): unknown {
  const defects = defectsSchema.parse(body);
  return truthView(practice, defects.day as BusinessDate, setDefects(practice, defects));
}

/** `GET /statements/<day>`: what is wrong with the day's files, by its own account; `null` for no day. */
export function showTruth(practice: Practice, name: string): unknown {
  const day = name === 'today' ? businessDateOf(practice.now()) : parseBusinessDate(name);
  if (day === null) return null;
  return truthView(practice, day, rowsOf(practice, day));
}

function truthView(practice: Practice, day: BusinessDate, { rows, truth, not_done: notDone }: Spoilt): unknown {
  return {
    day,
    seed: defectsOf(practice, day)?.seed ?? null,
    truth: truth.map(({ row, ...one }) => {
      // The header is line 1. A line that was taken out has none.
      const index = row === null ? -1 : rows.indexOf(row);
      return { ...one, wallet_number: row?.walletNumber ?? '', line: index < 0 ? 0 : index + 2 };
    }),
    not_done: notDone,
  };
}

const attachment = (bytes: Buffer | string, name: string): Page => ({
  status: 200,
  headers: {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name}"`,
  },
  body: bytes,
});

/** `GET /statements/<day>/<what>`: files that Huifu would not serve, or its own without a query. */
export function statementFile(practice: Practice, name: string, what: string): Page | null {
  const day = name === 'today' ? businessDateOf(practice.now()) : parseBusinessDate(name);
  if (day === null) return null;
  switch (what) {
    case 'wechat':
      return attachment(wechatBill(trueRows(practice, day)), `wechat_${day}.csv`);
    case 'alipay':
      return attachment(alipayBill(trueRows(practice, day), day), `alipay_${day}.zip`);
    case 'trade':
      return attachment(tradeFile(rowsOf(practice, day).rows), `trade_${day}.csv`);
    case 'settlement':
      return attachment(settlementFile([{ day, rows: trueRows(practice, day), wrongBy: 0 }]), `settle_${day}.csv`);
    default:
      return null;
  }
}
