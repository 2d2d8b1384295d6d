import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Answered } from '../../../shared/contract/errors.ts';
import type { BatchView } from '../../../shared/contract/refunds.ts';
import { fen } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/domain/result.ts';
import { instant } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import { RefundShop } from '../testing/refundShop.ts';
import { readLines } from './columns.ts';
import { readSpreadsheet } from './sheet.ts';

/** 单号,金额 and one line, in GBK, as Excel on a Chinese Windows saves it. */
const GBK = Buffer.from([
  0xb5,
  0xa5,
  0xba,
  0xc5,
  0x2c,
  0xbd,
  0xf0,
  0xb6,
  0xee,
  0x0d,
  0x0a,
  ...Buffer.from('P20261123A,1.50\r\n'),
]);

/** The smallest workbook that Excel would open: the cells of one sheet in a zip without compression. */
function workbook(rows: string[][]): Buffer {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const cells = rows.map((row, y) => {
    const written = row.map((content, x) => {
      const type = content.startsWith('<is>') ? ' t="inlineStr"' : '';
      return `<c r="${'ABC'[x]}${y + 1}"${type}>${content}</c>`;
    });
    return `<row r="${y + 1}">${written.join('')}</row>`;
  });
  return zip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}"><Relationship Id="s" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${cells.join('')}</sheetData></worksheet>`,
  });
}

const cell = (value: string) => `<is><t>${value}</t></is>`;

/** Files stored as they are; see APPNOTE.TXT 4.3. */
function zip(files: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const body = Buffer.from(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(body), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(body.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), body]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, rest, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listed, Buffer.from('PK\x05\x06'), end]);
}

async function linesOf(content: Buffer | string) {
  const rows = await readSpreadsheet(Buffer.from(content as string));
  const read = rows.ok ? readLines(rows.data) : rows;
  return read.ok
    ? read.data.map(({ line, order, amount, reason }) => [line, order.text, amount.text, reason])
    : read.error;
}

describe('a spreadsheet', () => {
  it.each([
    ['UTF-8 with a BOM', '\uFEFF订单号,退款金额（元）,原因\r\nP1,1.50,缺货\r\n'],
    ['columns in another order', '原因;金额;请求流水号\n缺货;1.50;P1\n'],
    ['tabs and guards', '单号\t金额\t原因\n`P1\t1.50\t缺货\n'],
    ['quotes', '单号,金额,原因\n"=""P1""","1.50","缺货"\n'],
    ['English names', 'Order number,Refund amount,Reason\nP1,1.50,缺货'],
  ])('%s', async (_, text) => expect(await linesOf(text)).toEqual([[2, 'P1', '1.50', '缺货']]));

  it('in GBK', async () => expect(await linesOf(GBK)).toEqual([[2, 'P20261123A', '1.50', '']]));

  it('as a workbook: text stays text, a number shows whether its digits can be trusted', async () => {
    const rows = await readSpreadsheet(
      workbook([
        [cell('单号'), cell('金额'), cell('原因')],
        [cell('4200001234567890123'), '<v>0.30000000000000004</v>', cell('缺货')],
        ['<v>4.2000012345678901E+18</v>', '<v>12.5</v>'],
      ]),
    );
    const read = rows.ok ? readLines(rows.data) : rows;
    expect(read).toMatchObject({
      data: [
        { line: 2, order: { text: '4200001234567890123', isNumber: false }, amount: { text: '0.3' }, reason: '缺货' },
        { line: 3, order: { isNumber: true }, amount: { text: '12.5' } },
      ],
    });
  });

  it('without names of columns', async () => {
    expect(await linesOf('P20261123A,1.50\n\nP20261123B,2')).toEqual([
      [1, 'P20261123A', '1.50', ''],
      [3, 'P20261123B', '2', ''],
    ]);
  });

  it.each([
    ['', 'sheetEmpty'],
    ['单号,金额\n', 'sheetEmpty'],
    ['姓名,电话\n张三,1\n', 'sheetColumns'],
    ['单号,金额\n"P1,1', 'sheetUnreadable'],
    [Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'sheetUnreadable'],
    [Buffer.from([0, 1, 2, 3]), 'sheetUnreadable'],
    [`单号,金额\n${'P1,1\n'.repeat(2001)}`, 'sheetTooLong'],
  ])('that is none: %#', async (content, error) => expect(await linesOf(content)).toBe(error));
});

function must<T>(answer: Answered<T>): T {
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}

describe('a batch', () => {
  let shop: RefundShop;
  beforeEach(async () => {
    shop = await RefundShop.open();
  });
  afterEach(() => shop.close());

  const check = (lines: string[]): Promise<Answered<BatchView>> => {
    const path = join(shop.dir, '退款.csv');
    writeFileSync(path, ['单号,金额,原因', ...lines].join('\n'));
    return shop.refunds.batches.check(path);
  };
  const sent = () => shop.gateway.calls.filter(({ operation }) => operation === 'refund').length;
  const start = (batch: BatchView, total = batch.total, approvalId: string | null = null) =>
    shop.refunds.batches.start({ id: batch.id, total, approvalId });

  it('is checked line by line, and nothing is sent', async () => {
    const [a, b, c] = [await shop.paid(), await shop.paid(), await shop.paid()];
    await shop.refund(c);
    const calls = shop.gateway.calls.length;
    const batch = must(
      await check([
        `${a.requestNumber},10.00,缺货`,
        `${b.requestNumber},10.01,`,
        `${b.requestNumber},1.005,`,
        `${c.requestNumber},1,`,
        `${a.requestNumber},1,`,
        'P2026NOBODY,1,',
        ',1,',
        `${b.requestNumber},abc,`,
      ]),
    );
    expect(batch.lines.map(({ problem }) => problem)).toEqual([
      null,
      'aboveBalance',
      'decimals',
      'openRefund',
      'twice',
      'unknownOrder',
      'noOrder',
      'badAmount',
    ]);
    expect(batch).toMatchObject({ state: 'checked', ready: 1, total: 1000, done: 0 });
    expect(shop.gateway.calls).toHaveLength(calls);
  });

  it('begins only with the very total, and does each line once, whatever is pressed', async () => {
    const orders = [await shop.paid(), await shop.paid()];
    const batch = must(await check(orders.map(({ requestNumber }) => `${requestNumber},3.50,`)));
    expect(await start(batch, fen(699))).toMatchObject({ error: { code: 'batchTotal' } });
    const pressed = await Promise.all([start(batch), start(batch)]);
    expect(pressed.map(({ ok: fine }) => fine).toSorted()).toEqual([false, true]);
    await shop.pass(10_000);
    expect(must(await shop.refunds.batches.view(batch.id))).toMatchObject({ state: 'ended', done: 2 });
    expect((await shop.all()).map(({ amount, level, batchId }) => [amount, level, batchId])).toEqual([
      [350, 4, batch.id],
      [350, 4, batch.id],
    ]);
    expect(await start(batch)).toMatchObject({ error: { code: 'stateChanged' } });
    expect(sent()).toBe(2);
  });

  it('stops when the console ends in the middle, says what was not done, and goes on without doing anything twice', async () => {
    const orders = [await shop.paid(), await shop.paid(), await shop.paid()];
    const batch = must(await check(orders.map(({ requestNumber }) => `${requestNumber},1,`)));
    // The second order's own query never comes back.
    const real = shop.gateway.queryHostedPayment.bind(shop.gateway);
    let asked = 0;
    shop.gateway.queryHostedPayment = (...given) => ((asked += 1) === 2 ? new Promise(() => {}) : real(...given));
    await start(batch);
    await shop.pass(3_000);
    expect(must(await shop.refunds.batches.view(batch.id))).toMatchObject({ state: 'running', done: 1 });
    await shop.crash();
    const stopped = must(await shop.refunds.batches.view(batch.id));
    expect(stopped).toMatchObject({ state: 'stopped', done: 1, ready: 3 });
    expect(sent()).toBe(1);
    await start(stopped);
    await shop.pass(10_000);
    expect(must(await shop.refunds.batches.view(batch.id))).toMatchObject({ state: 'ended', done: 3 });
    expect(sent()).toBe(3);
  });

  it('notes a line that was refused and goes on; stops where the next would meet the same', async () => {
    const orders = [await shop.paid(), await shop.paid(), await shop.paid()];
    const batch = must(await check(orders.map(({ requestNumber }) => `${requestNumber},10,`)));
    shop.gateway.refundElsewhere(orders[0]!.requestNumber, 200);
    await start(batch);
    await shop.pass(10_000);
    expect(
      must(await shop.refunds.batches.view(batch.id)).lines.map(({ failed, refund }) => failed ?? refund?.state),
    ).toEqual(['refundBalanceDiffers', 'refunding', 'refunding']);
    const again = must(await check([`${(await shop.paid()).requestNumber},1,`]));
    shop.keychain = failure('keychainLocked');
    await start(again);
    await shop.pass(3_000);
    expect(must(await shop.refunds.batches.view(again.id))).toMatchObject({
      state: 'stopped',
      lines: [{ failed: 'keychainLocked' }],
    });
  });

  it('needs a second person where there is one, for exactly this total', async () => {
    shop.rules = { ...shop.rules, secondPersonPossible: () => true };
    shop.approvals = {
      take: async (id, _, { act, subject, amount }) =>
        id === `${act}/${subject}/${amount}`
          ? ok({ approver: { operatorId: 'wang', name: '', role: 'manager' } })
          : failure('approvalVoid'),
    };
    const batch = must(await check([`${(await shop.paid()).requestNumber},2,`]));
    expect(await start(batch)).toMatchObject({ error: { code: 'approvalNeeded' } });
    expect(await start(batch, batch.total, `refundBatch/${batch.id}/100`)).toMatchObject({
      error: { code: 'approvalVoid' },
    });
    must(await start(batch, batch.total, `refundBatch/${batch.id}/200`));
    await shop.pass(5_000);
    expect(await shop.all()).toMatchObject([{ approverId: 'wang', level: 4 }]);
  });

  it('is shown to the cashier who brought it and to those who see everything', async () => {
    const order = await shop.paid();
    const brought = async (operatorId: string) => {
      shop.actor = { operatorId, name: '', role: 'cashier' };
      shop.scope = { operatorId, till: '01', since: instant(0) };
      return must(await check([`${order.requestNumber},1,`]));
    };
    const theirs = await brought('wang');
    const mine = await brought('li');
    const names = async () => (await shop.refunds.batches.list()).map(({ id }) => id);
    expect(await names()).toEqual([mine.id]);
    expect(await shop.refunds.batches.view(theirs.id)).toMatchObject({ error: { code: 'notFound' } });
    expect(await start(theirs)).toMatchObject({ error: { code: 'notFound' } });
    shop.scope = null;
    expect(await names()).toEqual([mine.id, theirs.id]);
  });
});
