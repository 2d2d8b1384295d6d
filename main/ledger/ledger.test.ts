import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { instant, type BusinessDate } from '../../shared/domain/time.ts';
import type { SavedView } from '../../shared/contract/payments.ts';
import { inconsistencies } from './testing/consistency.ts';
import { mustOpen, NOON, sampleClose, sampleEvent, samplePayment, sampleProfile, tempDir } from './testing/samples.ts';
import type { Ledger } from './types.ts';

const place = tempDir();
const path = join(place.dir, 'practice.db');
let ledger: Ledger;

beforeAll(async () => {
  ledger = await mustOpen(place.dir);
  await ledger.saveProfile(sampleProfile('shop'));
  await ledger.saveProfile(sampleProfile('other', { huifuId: '6666000100000003' }));
});
afterAll(async () => {
  await ledger.close();
  place.remove();
});

describe('payments', () => {
  it('gives back exactly what was written, with its first event', async () => {
    const payment = samplePayment('shop', {
      note: "'; DROP TABLE payment; -- 豆浆🥛",
      link: 'https://example.test/?a=1&b=2',
      customerPaid: fen(0),
      fee: fen(9_999_999_999_999),
    });
    await ledger.insertPayment(payment, sampleEvent({ detail: 'x' }));
    expect(await ledger.payment(payment.id)).toEqual(payment);
    const events = await ledger.paymentEvents(payment.id);
    expect(events).toEqual([{ ...sampleEvent({ detail: 'x' }), id: expect.any(Number), paymentId: payment.id }]);
  });

  it('knows nothing of a payment that is not there', async () => {
    expect(await ledger.payment('nobody')).toBeNull();
    expect(await ledger.paymentEvents('nobody')).toEqual([]);
    expect(await ledger.movePayment('nobody', 'created', 'paid', {}, sampleEvent())).toBe(false);
  });

  it('refuses a request number that the merchant has used that day, and writes nothing', async () => {
    const first = samplePayment('shop');
    await ledger.insertPayment(first, sampleEvent());
    const again = { ...samplePayment('shop'), requestNumber: first.requestNumber };
    await expect(ledger.insertPayment(again, sampleEvent())).rejects.toMatchObject({
      name: 'LedgerFault',
      kind: 'duplicate',
    });
    expect(await ledger.payment(again.id)).toBeNull();
    await expect(ledger.insertPayment(first, sampleEvent())).rejects.toMatchObject({ kind: 'duplicate' });
    const nextDay = { ...again, requestDate: '20261124' as BusinessDate };
    await ledger.insertPayment(nextDay, sampleEvent());
    const otherMerchant = { ...samplePayment('other'), huifuId: 'x', requestNumber: first.requestNumber };
    await ledger.insertPayment(otherMerchant, sampleEvent());
    expect(await ledger.payment(otherMerchant.id)).toEqual(otherMerchant);
  });

  it('refuses what breaks the schema, and a profile that is not there', async () => {
    const bad = [
      samplePayment('nobody'),
      samplePayment('shop', { state: 'lost' as 'paid' }),
      samplePayment('shop', { amount: -1 as never }),
      samplePayment('shop', { amount: 12.5 as never }),
      samplePayment('shop', { requestDate: '2026-11-23' as BusinessDate }),
    ];
    for (const payment of bad) {
      await expect(ledger.insertPayment(payment, sampleEvent())).rejects.toMatchObject({ kind: 'failed' });
      expect(await ledger.payment(payment.id)).toBeNull();
    }
  });

  it('moves by compare-and-set: state, patch and event together or not at all', async () => {
    const payment = samplePayment('shop');
    await ledger.insertPayment(payment, sampleEvent());
    const patch = { fee: fen(5), walletNumber: '4200001234', endedAt: NOON, booking: 'pending' as const };
    const event = sampleEvent({ kind: 'query', from: 'created', to: 'paid', respCode: '00000000' });
    expect(await ledger.movePayment(payment.id, 'waiting', 'paid', patch, event)).toBe(false);
    expect(await ledger.payment(payment.id)).toEqual(payment);
    expect(await ledger.paymentEvents(payment.id)).toHaveLength(1);

    expect(await ledger.movePayment(payment.id, 'created', 'paid', patch, event)).toBe(true);
    expect(await ledger.payment(payment.id)).toEqual({ ...payment, ...patch, state: 'paid' });
    expect((await ledger.paymentEvents(payment.id)).map((e) => e.kind)).toEqual(['intent', 'query']);

    expect(await ledger.movePayment(payment.id, 'paid', 'paid', { booking: 'booked' }, null)).toBe(true);
    expect((await ledger.payment(payment.id))?.booking).toBe('booked');
    expect(await ledger.paymentEvents(payment.id)).toHaveLength(2);
  });

  it('writes neither state nor patch when the event cannot be written', async () => {
    const payment = samplePayment('shop');
    await ledger.insertPayment(payment, sampleEvent());
    const event = sampleEvent({ kind: 'guess' as 'query' });
    const move = ledger.movePayment(payment.id, 'created', 'paid', { fee: fen(1) }, event);
    await expect(move).rejects.toMatchObject({ kind: 'failed' });
    expect(await ledger.payment(payment.id)).toEqual(payment);
  });

  it('never changes what was asked for', async () => {
    const payment = samplePayment('shop');
    await ledger.insertPayment(payment, sampleEvent());
    const patch = { amount: fen(1) } as object;
    await expect(ledger.movePayment(payment.id, 'created', 'paid', patch, null)).rejects.toMatchObject({
      kind: 'failed',
    });
    expect(await ledger.payment(payment.id)).toEqual(payment);
  });

  it('lets one of many concurrent moves win', async () => {
    const payment = samplePayment('shop');
    await ledger.insertPayment(payment, sampleEvent());
    const ends = ['paid', 'failed', 'closed', 'paid', 'failed'] as const;
    const moves = ends.map((to) => ledger.movePayment(payment.id, 'created', to, {}, sampleEvent({ to })));
    const won = await Promise.all(moves);
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await ledger.payment(payment.id))?.state).toBe(ends[won.indexOf(true)]);
    expect(await ledger.paymentEvents(payment.id)).toHaveLength(2);
  });

  it('lists the open payments of a profile, oldest first', async () => {
    await ledger.saveProfile(sampleProfile('open'));
    const states = ['created', 'paid', 'unknown', 'closed', 'waiting', 'failed', 'processing'] as const;
    for (const [i, state] of states.entries()) {
      const payment = samplePayment('open', { state, createdAt: instant(NOON - i), note: state });
      await ledger.insertPayment(payment, sampleEvent());
    }
    const open = await ledger.openPayments('open');
    expect(open.map((p) => p.note)).toEqual(['processing', 'waiting', 'unknown', 'created']);
  });
});

describe('closes', () => {
  it('keeps intents and moves them by compare-and-set', async () => {
    await ledger.saveProfile(sampleProfile('closing'));
    const payment = samplePayment('closing');
    await ledger.insertPayment(payment, sampleEvent());
    const [first, second] = [sampleClose(payment.id), sampleClose(payment.id)];
    await ledger.insertClose(first);
    await ledger.insertClose(second);
    expect(await ledger.openCloses('closing')).toEqual([first, second]);
    expect(await ledger.openCloses('shop')).toEqual([]);
    const answer = { respCode: '00000100', respDesc: '处理中' };
    expect(await ledger.moveClose(first.requestNumber, 'unknown', 'closed', answer)).toBe(false);
    expect(await ledger.moveClose(first.requestNumber, 'scheduled', 'unknown', null)).toBe(true);
    expect(await ledger.moveClose(second.requestNumber, 'scheduled', 'processing', answer)).toBe(true);
    expect(await ledger.openCloses('closing')).toEqual([
      { ...first, state: 'unknown' },
      { ...second, state: 'processing', ...answer },
    ]);
    expect(await ledger.moveClose(first.requestNumber, 'unknown', 'closed', answer)).toBe(true);
    expect(await ledger.moveClose(second.requestNumber, 'processing', 'refused', answer)).toBe(true);
    expect(await ledger.openCloses('closing')).toEqual([]);
  });

  it('shares request numbers with payments', async () => {
    const payment = samplePayment('shop');
    await ledger.insertPayment(payment, sampleEvent());
    const close = sampleClose(payment.id);
    await ledger.insertClose(close);
    await expect(ledger.insertClose(close)).rejects.toMatchObject({ kind: 'duplicate' });
    const likePayment = sampleClose(payment.id, { requestNumber: payment.requestNumber });
    await expect(ledger.insertClose(likePayment)).rejects.toMatchObject({ kind: 'duplicate' });
    const likeClose = samplePayment('shop', { requestNumber: close.requestNumber });
    await expect(ledger.insertPayment(likeClose, sampleEvent())).rejects.toMatchObject({ kind: 'duplicate' });
    await expect(ledger.insertClose(sampleClose('nobody'))).rejects.toMatchObject({ kind: 'failed' });
  });
});

describe('profiles, views and settings', () => {
  it('saves a profile again under its id and keeps one with payments', async () => {
    const before = await ledger.profiles();
    const profile = sampleProfile('temporary', { hasWebhookKey: true });
    await ledger.saveProfile(profile);
    await ledger.saveProfile({ ...profile, name: '新名字', generation: 'v4' });
    expect(await ledger.profiles()).toEqual([...before, { ...profile, name: '新名字', generation: 'v4' }]);
    await ledger.insertPayment(samplePayment('shop'), sampleEvent());
    expect(await ledger.removeProfile('shop')).toBe(false);
    expect(await ledger.removeProfile('temporary')).toBe(true);
    expect(await ledger.profiles()).toEqual(before);
  });

  it('saves views, and leaves out one that was damaged by hand', async () => {
    const view: SavedView = { id: 'v1', name: '已付', filter: { states: ['paid'] }, columns: ['createdAt', 'amount'] };
    await ledger.saveView(view);
    await ledger.saveView({ ...view, id: 'v2', name: '大额', filter: { minAmount: fen(100_000) } });
    await ledger.saveView({ ...view, name: '已收' });
    expect((await ledger.savedViews()).map((v) => v.name)).toEqual(['已收', '大额']);
    const byHand = new DatabaseSync(path);
    byHand.exec(`UPDATE saved_view SET body = '{"id":' WHERE id = 'v1'`);
    byHand.exec(`INSERT INTO saved_view (id, body) VALUES ('v3', '{"id":"v3","columns":["nonsense"]}')`);
    byHand.close();
    expect((await ledger.savedViews()).map((v) => v.id)).toEqual(['v2']);
    await ledger.removeView('v2');
    await ledger.removeView('v2');
    expect(await ledger.savedViews()).toEqual([]);
  });

  it('keeps settings', async () => {
    expect(await ledger.setting('language')).toBeNull();
    await ledger.saveSetting('language', '"zh-CN"');
    await ledger.saveSetting('language', '"en"');
    expect(await ledger.setting('language')).toBe('"en"');
  });
});

describe('the thread', () => {
  it('rejects calls after closing, and closes once', async () => {
    const other = tempDir();
    const closed = await mustOpen(other.dir);
    const last = closed.saveSetting('a', '1');
    await Promise.all([closed.close(), closed.close(), last]);
    await expect(closed.setting('a')).rejects.toMatchObject({ kind: 'gone' });
    const again = await mustOpen(other.dir);
    expect(await again.setting('a')).toBe('1');
    await again.close();
    other.remove();
  });

  it('waits for a file that another process holds, reports the slow call, and gives up in the end', async () => {
    const other = tempDir();
    const slow: string[] = [];
    const waiting = await mustOpen(other.dir, { onSlow: ({ method }) => slow.push(method) });
    const holder = new DatabaseSync(join(other.dir, 'practice.db'));
    holder.exec('BEGIN IMMEDIATE');
    await expect(waiting.saveSetting('a', '1')).rejects.toMatchObject({ kind: 'busy' });
    expect(await waiting.setting('a')).toBeNull();
    holder.exec('ROLLBACK');
    holder.close();
    await waiting.saveSetting('a', '2');
    expect(await waiting.setting('a')).toBe('2');
    expect(slow).toEqual(['saveSetting']);
    await waiting.close();
    other.remove();
  });

  it('starts a dead worker again three times, then says that the ledger is lost', async () => {
    const other = tempDir();
    const problems: string[] = [];
    const crashing = await mustOpen(other.dir, {
      workerFile: new URL('./testing/crashing-worker.ts', import.meta.url),
      onProblem: (problem) => problems.push(`${problem.kind} ${problem.path}`),
    });
    await crashing.saveSetting('kept', 'yes');
    // Calls on the way meet the death, or their answers come with the news of it; each one comes to an end.
    const wish = join(other.dir, 'crash');
    const die = async (): Promise<void> => {
      writeFileSync(wish, '');
      while (existsSync(wish)) {
        const said = await crashing.setting('kept').catch((fault) => String(fault.kind));
        expect(['yes', 'gone']).toContain(said);
      }
    };
    for (let death = 1; death <= 3; death++) {
      await die();
      await expect.poll(() => crashing.setting('kept').catch(() => null), { timeout: 20_000 }).toBe('yes');
    }
    await die();
    await expect.poll(() => problems, { timeout: 20_000 }).toEqual([`unreadable ${join(other.dir, 'practice.db')}`]);
    await expect(crashing.setting('kept')).rejects.toMatchObject({ kind: 'gone' });
    await crashing.close();
    other.remove();
  }, 60_000);
});

it('leaves everything that is kept twice in agreement', () => {
  expect(inconsistencies(path)).toEqual([]);
});
