import { describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { addDays, type BusinessDate } from '../../shared/domain/time.ts';
import { makeHosted, startMerchant, type Merchant } from './testing/merchant.ts';

const QUERY = '/v2/trade/check/filequery';
type Answer = Record<string, unknown> & {
  file_details: Record<string, string>[];
  task_details: Record<string, string>[];
};

async function ask(merchant: Merchant, fileDate: string, more: Record<string, string> = {}): Promise<Answer> {
  const { data } = await merchant.post(QUERY, {
    req_date: merchant.today,
    req_seq_id: merchant.number(),
    huifu_id: merchant.gateway.huifuId,
    file_date: fileDate,
    ...more,
  });
  return data as Answer;
}

const tomorrow = (merchant: Merchant) => addDays(merchant.today as BusinessDate, 1);

async function sell(merchant: Merchant, yuan: string, wallet = 'T'): Promise<string> {
  const { number } = await makeHosted(merchant, { trans_amt: yuan });
  await merchant.control(`/orders/${number}/pay`, { wallet });
  return number;
}

/** The one file in a zip, by its local header alone. */
function unzip(zip: Buffer): string {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(18))).toString('utf8');
}

async function fileOf(merchant: Merchant, what: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(`${merchant.gateway.controlUrl}/statements/today/${what}`)).arrayBuffer());
}

async function atOnce(): Promise<Merchant> {
  const merchant = await startMerchant();
  await merchant.control('/statements', { mode: 'atOnce', limit: 100 });
  return merchant;
}

describe('statement files', () => {
  it('are there when the real ones would be, and asked for three times a day', async () => {
    const merchant = await startMerchant();
    const { body } = await merchant.control('/statements', {});
    expect(body).toMatchObject({ mode: 'onTime', limit: 3, queries_today: 0 });
    expect((await ask(merchant, merchant.today)).task_details[0]).toMatchObject({ bill_type: 'TRADE_BILL' });
    await ask(merchant, merchant.today);
    await ask(merchant, merchant.today);
    expect(await ask(merchant, merchant.today)).toMatchObject({ resp_desc: '当前huifuId请求过于频繁' });
    // A new day by the statements' own clock.
    await merchant.control('/statements', { ahead_seconds: 86_400 });
    expect(await ask(merchant, merchant.today)).toMatchObject({ resp_code: '00000000' });
    expect(await ask(merchant, addDays(merchant.today as BusinessDate, 5))).not.toMatchObject({
      resp_code: '00000000',
    });
  });

  it('are true: every payment and refund in the agreed shape, with a summary that ties', async () => {
    const merchant = await atOnce();
    const numbers = [await sell(merchant, '12.50'), await sell(merchant, '100.00', 'A')];
    const answer = await ask(merchant, tomorrow(merchant), { bill_type: 'TRADE_BILL' });
    const [file] = answer.file_details;
    expect(file!['file_Name']).toBe(`${tomorrow(merchant)}_${merchant.gateway.huifuId}_order_1.zip`);
    const zip = Buffer.from(await (await fetch(file!['download_url']!)).arrayBuffer());
    const dir = mkdtempSync(join(tmpdir(), 'hc-zip-'));
    writeFileSync(join(dir, 'a.zip'), zip);
    expect(execFileSync('python3', ['-m', 'zipfile', '-t', join(dir, 'a.zip')]).toString()).toContain('Done');
    rmSync(dir, { recursive: true });
    const text = unzip(zip);
    expect(text.startsWith('\uFEFF交易日期,')).toBe(true);
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    for (const [index, number] of numbers.entries()) expect(lines[index + 1]).toContain(`,${number},`);
    expect(lines[1]!.split(',')).toHaveLength(lines[0]!.split(',').length);
    expect(lines[1]).toContain(',消费,微信,成功,12.50,12.50,');
    expect(lines[3]).toBe(`合计,2笔,,,,,,,,,,112.50,,,0.43,,,,`);
  });

  it('stay as they are until they are made again', async () => {
    const merchant = await atOnce();
    await sell(merchant, '12.50');
    const shaOf = async () => {
      const { file_details: files } = await ask(merchant, tomorrow(merchant), { bill_type: 'TRADE_BILL' });
      const bytes = Buffer.from(await (await fetch(files[0]!['download_url']!)).arrayBuffer());
      return createHash('sha256').update(bytes).digest('hex');
    };
    const first = await shaOf();
    await sell(merchant, '40.00');
    expect(await shaOf()).toBe(first);
    const { data } = await merchant.post('/v2/trade/check/replay', {
      req_date: merchant.today,
      req_seq_id: merchant.number(),
      huifu_id: merchant.gateway.huifuId,
      file_type: '2',
    });
    expect(data).toMatchObject({ resp_code: '00000000' });
    expect(await shaOf()).not.toBe(first);
  });

  it('can be fetched in pieces, and not for long', async () => {
    const merchant = await atOnce();
    await sell(merchant, '12.50');
    const { file_details: files } = await ask(merchant, tomorrow(merchant), { bill_type: 'TRADE_BILL' });
    const url = files[0]!['download_url']!;
    const whole = await fetch(url);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const rest = await fetch(url, { headers: { range: 'bytes=100-', 'if-range': whole.headers.get('etag')! } });
    expect(rest.status).toBe(206);
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(bytes.subarray(100));
    const other = await fetch(url, { headers: { range: 'bytes=100-', 'if-range': '"other"' } });
    expect(other.status).toBe(200);
    expect((await fetch(url, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
    await merchant.control('/statements', { ahead_seconds: 3_600 });
    expect((await fetch(url)).status).toBe(403);
  });

  it('of wallets hold the same trades', async () => {
    const merchant = await atOnce();
    await sell(merchant, '12.50');
    await sell(merchant, '100.00', 'A');
    const wechat = (await fileOf(merchant, 'wechat')).toString();
    expect(wechat.split('\r\n')[1]).toContain('`12.50,`0.00,`0,`0,`0.00');
    expect(wechat).toContain('`1,`12.50,`0.00,`0.00,`0.04750,`12.50,`0.00');
    const alipay = await fileOf(merchant, 'alipay');
    const start = 30 + alipay.readUInt16LE(26);
    expect(new TextDecoder('gbk').decode(alipay.subarray(30, start))).toContain('业务明细.csv');
    const inside = new TextDecoder('gbk').decode(
      inflateRawSync(alipay.subarray(start, start + alipay.readUInt32LE(18))),
    );
    expect(inside).toContain('#交易合计：1笔，商家实收共100.00元');
    expect(inside).toContain('\t,-0.38\t,');
  });
});

describe('lies on request', () => {
  it('are told, the same for the same seed, and their truth can be read back', async () => {
    const merchant = await atOnce();
    const numbers: string[] = [];
    for (let n = 1; n <= 12; n += 1) numbers.push(await sell(merchant, `${n}0.00`));
    await makeHosted(merchant);
    const wanted = {
      day: merchant.today,
      seed: 7,
      defects: {
        AMT: 1,
        PAID: 1,
        FEE: 1,
        'STAT-DOWN': 1,
        'STAT-UP': 1,
        'MISS-US': 1,
        'MISS-GW': 1,
        'DUP-GW': 1,
        LATE: 1,
        'REF-ORPHAN': 1,
        'REF-OVER': 1,
        'UNKNOWN-KIND': 1,
        'BAD-LINE': 1,
        'SETTLE-DIFF': 1,
        'REF-PEND': 1,
      },
    };
    interface View {
      truth: { outcome: string; request_number: string; line: number }[];
      not_done: string[];
    }
    const told = (await merchant.control('/statements/defects', wanted)).body as View;
    expect(told.not_done).toEqual(['REF-PEND']);
    expect(told.truth.map(({ outcome }) => outcome).sort()).toEqual(
      Object.keys(wanted.defects)
        .filter((name) => name !== 'REF-PEND')
        .sort(),
    );
    const again = (await merchant.control('/statements/today')).body as View;
    expect(again.truth).toEqual(told.truth);

    const text = (await fileOf(merchant, 'trade')).toString();
    const lines = text.split('\r\n');
    const find = (outcome: string) => told.truth.find((one) => one.outcome === outcome)!;
    const placed = told.truth.filter(({ line }) => line > 0);
    expect(placed.filter(({ line, request_number: number }) => !lines[line - 1]!.includes(number))).toEqual([]);
    expect(text).not.toContain(find('MISS-GW').request_number);
    expect(text).not.toContain(find('LATE').request_number);
    expect(numbers).not.toContain(find('MISS-US').request_number);
    expect(lines.filter((one) => one.includes(find('DUP-GW').request_number))).toHaveLength(2);
    expect(lines[find('BAD-LINE').line - 1]).toContain(',1.2.3,');
    expect(lines[find('UNKNOWN-KIND').line - 1]).toContain(',转账,');
    const next = await fetch(`${merchant.gateway.controlUrl}/statements/${tomorrow(merchant)}/trade`);
    expect(await next.text()).toContain(find('LATE').request_number);
  });

  it('a file that does not come about is a failed task', async () => {
    const merchant = await atOnce();
    await sell(merchant, '12.50');
    await merchant.control('/statements/defects', { day: merchant.today, seed: 1, defects: { 'NO-FILE': 1 } });
    const answer = await ask(merchant, tomorrow(merchant), { bill_type: 'TRADE_BILL' });
    expect(answer.file_details).toEqual([]);
    expect(answer.task_details).toMatchObject([{ task_stat: 'F' }]);
  });
});
