import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { about, isSignedBy, makeHosted, paths, startMerchant, until, type Merchant } from '../testing/merchant.ts';
import { refusedUrl } from './deliver.ts';

interface Received {
  fields: URLSearchParams;
  data: Record<string, unknown>;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A merchant's receiver; `respond` says what it answers, `null`: nothing at all. */
async function startReceiver(
  respond: (count: number, data: Received['data']) => { status: number; body: string } | null,
) {
  const received: Received[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (chunk) => (body += String(chunk)));
    req.on('end', () => {
      const fields = new URLSearchParams(body);
      const data = JSON.parse(fields.get('resp_data') ?? '{}') as Received['data'];
      received.push({ fields, data });
      const answer = respond(received.length, data);
      if (answer) res.writeHead(answer.status).end(answer.body);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify`, received };
}

const acknowledge = (_count: number, data: Received['data']) => ({
  status: 200,
  body: `RECV_ORD_ID_${String(data['req_seq_id'])}`,
});

const timing = { bookingMs: 30, noticeTimeoutMs: 200, noticeRetryMs: [20, 20, 20], refundMs: 20, sweepMs: 10 };

type Listed = { kind: string; state: string; reason: string | null; deliveries: string[] };

async function listed(merchant: Merchant): Promise<Listed[]> {
  return (await merchant.control('/notices')).body;
}

/** Waits until every notice has come to an end. */
function ended(merchant: Merchant, count: number): Promise<Listed[]> {
  return until(`${count} notices ended`, async () => {
    const notices = await listed(merchant);
    return notices.length === count && notices.every(({ state }) => state !== 'sending') ? notices : undefined;
  });
}

async function payOne(merchant: Merchant, notifyUrl: string): Promise<string> {
  const { number } = await makeHosted(merchant, { notify_url: notifyUrl });
  await merchant.control(`/orders/${number}/pay`, {});
  return number;
}

test('a payment is told twice: the trade, then the booking; signed as one text, not sorted', async () => {
  const merchant = await startMerchant({ timing });
  const { url, received } = await startReceiver(acknowledge);
  const number = await payOne(merchant, url);
  const notices = await ended(merchant, 2);
  expect(notices.map(({ state, deliveries }) => [state, deliveries])).toEqual([
    ['acknowledged', ['acknowledged']],
    ['acknowledged', ['acknowledged']],
  ]);
  expect(received.map(({ data }) => [data['notify_type'], data['trans_stat'], data['acct_stat']])).toEqual([
    [1, 'S', 'I'],
    [2, 'S', 'S'],
  ]);
  for (const { fields, data } of received) {
    const text = fields.get('resp_data')!;
    expect(isSignedBy(merchant.gateway.huifuPublicKey, text, fields.get('sign')!)).toBe(true);
    expect(data).toMatchObject({ req_seq_id: number, trans_amt: '12.50', fee_amount: '0.05', is_div: '0' });
    expect(Object.keys(data)).not.toEqual(Object.keys(data).sort());
    expect(text).toContain('"enter_fee":0.00');
  }
});

test('a failed payment is told once', async () => {
  const merchant = await startMerchant({ timing });
  const { url, received } = await startReceiver(acknowledge);
  const { number } = await makeHosted(merchant, { notify_url: url });
  await merchant.control(`/orders/${number}/decline`, {});
  await ended(merchant, 1);
  expect(received.map(({ data }) => [data['notify_type'], data['trans_stat']])).toEqual([[1, 'F']]);
});

test.each([
  ['a wrong acknowledgement', { status: 200, body: 'success' }, 'wrongAcknowledgement'],
  ['another status', { status: 500, body: '' }, 'status 500'],
  ['silence', null, 'timeout'],
])('after %s it is delivered three more times, then given up', async (_name, answer, delivery) => {
  const merchant = await startMerchant({ timing });
  const { url, received } = await startReceiver(() => answer);
  const { number } = await makeHosted(merchant, { notify_url: url });
  await merchant.control(`/orders/${number}/decline`, {});
  const [notice] = await ended(merchant, 1);
  expect(notice).toMatchObject({ state: 'gaveUp', deliveries: [delivery, delivery, delivery, delivery] });
  expect(received).toHaveLength(4);
  expect(new Set(received.map(({ fields }) => fields.get('resp_data'))).size).toBe(1);
});

test('an acknowledgement ends the deliveries', async () => {
  const merchant = await startMerchant({ timing });
  const { url, received } = await startReceiver((count, data) =>
    count === 1 ? { status: 503, body: '' } : acknowledge(count, data),
  );
  const { number } = await makeHosted(merchant, { notify_url: url });
  await merchant.control(`/orders/${number}/decline`, {});
  expect((await ended(merchant, 1))[0]?.deliveries).toEqual(['status 503', 'acknowledged']);
  expect(received).toHaveLength(2);
});

test('notices can come twice, in the wrong order, or never', async () => {
  const merchant = await startMerchant({ timing });
  const { url, received } = await startReceiver(acknowledge);
  await merchant.control('/faults', { fault: 'duplicateNotices' });
  await merchant.control('/faults', { fault: 'reorderedNotices' });
  await payOne(merchant, url);
  await ended(merchant, 4);
  expect(received.map(({ data }) => data['notify_type'])).toEqual([2, 2, 1, 1]);

  await merchant.control('/faults', { fault: 'lostNotices', times: 2 });
  await payOne(merchant, url);
  const notices = await ended(merchant, 6);
  expect(notices.slice(0, 2).map(({ state }) => state)).toEqual(['lost', 'lost']);
  expect(received).toHaveLength(4);
});

test('a close and a refund are told too', async () => {
  const merchant = await startMerchant({ timing });
  const { url, received } = await startReceiver((_count, data) => ({
    status: 200,
    body: `RECV_ORD_ID_${String(data['req_seq_id'] ?? data['org_req_seq_id'])}`,
  }));
  const { number: closed } = await makeHosted(merchant, { notify_url: url });
  await merchant.control('/advance', { seconds: 60 });
  await merchant.post(paths.hostingClose, about(merchant, closed));
  await ended(merchant, 1);
  expect(received[0]?.data).toMatchObject({ org_req_seq_id: closed, close_stat: 'S', org_trans_stat: 'F' });

  const paid = await payOne(merchant, '');
  await merchant.control('/advance', { seconds: 60 });
  await merchant.post(paths.hostingRefund, {
    ...about(merchant, paid),
    ord_amt: '2.50',
    terminal_device_data: '{}',
    risk_check_data: '{}',
    notify_url: url,
  });
  const [refund] = await ended(merchant, 2);
  expect(refund).toMatchObject({ kind: 'refund', state: 'acknowledged' });
  expect(received[1]?.data).toMatchObject({
    trans_type: 'TRANS_REFUND',
    trans_stat: 'S',
    total_ref_amt: '2.50',
    ref_cut: '1',
  });
});

test.each([
  ['nonsense', 'notUrl'],
  ['ftp://127.0.0.1/notify', 'scheme'],
  ['http://127.0.0.1:8000/notify?a=b', 'query'],
  ['https://pay.example.com/notify', 'notLoopback'],
  ['http://127.0.0.1.example.com/notify', 'notLoopback'],
  ['http://localhost:8000/notify', null],
  ['http://[::1]:8000/notify', null],
])('%s → %s', (url, reason) => {
  expect(refusedUrl(url)).toBe(reason);
});

test('a refused address is listed, never called', async () => {
  const merchant = await startMerchant({ timing });
  await payOne(merchant, 'https://pay.example.com/notify');
  expect(await listed(merchant)).toMatchObject([
    { state: 'refused', reason: 'notLoopback', deliveries: [] },
    { state: 'refused', reason: 'notLoopback', deliveries: [] },
  ]);
});
