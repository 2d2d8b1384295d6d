import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { openReadOnly, openWritable } from '../ledger/database.ts';
import { samplePayment, sampleProfile, sampleEvent, NOON } from '../ledger/testing/samples.ts';
import { outcome, pinOf, Staff } from './testing/staff.ts';
import { openTill, type Till } from './testing/till.ts';

let staff: Staff;
let till: Till;
beforeEach(async () => {
  staff = await Staff.open();
  till = await openTill(staff);
});
afterEach(() => staff.close());

const open = async () => outcome(await till.shifts.open(null));
const handOver = async (subject: string, to: string | null) =>
  outcome(await till.shifts.handOver([{ kind: 'payment', subject, to }]));

describe('a shift', () => {
  it('counts what arrived while it was open, by method, and nothing else', async () => {
    const before = await till.charge();
    await till.pay(await till.charge());
    await open();
    await till.pay(await till.charge({ amount: fen(100) }));
    await till.pay(await till.charge({ amount: fen(250) }));
    await till.pay(before); // asked for earlier, but the money came now
    const other = await openTill({ ledger: staff.ledger, operators: staff.operators, till: '02' });
    await other.pay(await other.charge({ amount: fen(9_999) }));
    expect((await till.shifts.current())?.totals).toEqual({
      count: 3,
      amount: 1600,
      methods: [{ method: 'wechat', count: 3, amount: 1600 }],
    });
    const closed = await till.shifts.close();
    expect(closed).toMatchObject({ ok: true, data: { slip: { totals: { count: 3, amount: 1600 }, refunds: null } } });
    await till.pay(await till.charge({ amount: fen(777) }));
    expect((await till.shifts.list(null, 10)).rows[0]?.slip?.totals.count).toBe(3);
    await open();
    expect((await till.shifts.current())?.totals.count).toBe(0);
  });

  it('counts by the order of events, whatever the clock says', async () => {
    await open();
    await till.pay(await till.charge({ createdAt: (NOON - 86_400_000) as typeof NOON }));
    expect((await till.shifts.current())?.totals.count).toBe(1);
  });

  it('is one for each till', async () => {
    expect(await Promise.all([open(), open()])).toEqual(expect.arrayContaining(['ok', 'shiftOpen']));
    const other = await openTill({ ledger: staff.ledger, operators: staff.operators, till: '02' });
    expect(outcome(await other.shifts.open(null))).toBe('ok');
  });

  it('needs somebody who is signed in', async () => {
    await staff.hireEverybody();
    await staff.operators.lock('person');
    expect(await open()).toBe('locked');
  });

  it('once closed never changes, not even by hand', async () => {
    await open();
    await till.shifts.close();
    const db = openWritable(`${staff.dir}/practice.db`);
    try {
      expect(() => db.exec('UPDATE shift SET slip = NULL')).toThrow('a closed shift never changes');
      expect(() => db.exec('DELETE FROM shift')).toThrow('shifts are kept');
    } finally {
      db.close();
    }
  });
});

describe('unfinished orders', () => {
  it('keep a shift from being closed until each has somebody by name', async () => {
    await staff.hireEverybody();
    await staff.signIn('cashier');
    await open();
    const [first, second] = [await till.charge(), await till.charge()];
    const refused = await till.shifts.close();
    expect(refused).toMatchObject({ ok: false, error: { code: 'shiftUnfinished', params: { count: 2 } } });
    expect(await handOver(first.id, staff.idOf('manager'))).toBe('ok');
    expect(outcome(await till.shifts.close())).toBe('shiftUnfinished');
    expect(await handOver(second.id, staff.idOf('cashier'))).toBe('ok');
    const closed = await till.shifts.close();
    expect(closed.ok && closed.data.slip?.unfinished.map(({ subject, followUp }) => [subject, followUp?.name])).toEqual(
      [
        [first.id, 'manager'],
        [second.id, 'cashier'],
      ],
    );
  });

  it('of earlier shifts must be handed over again', async () => {
    const left = await till.charge();
    await open();
    await handOver(left.id, null);
    expect(outcome(await till.shifts.close())).toBe('ok');
    await open();
    expect(outcome(await till.shifts.close())).toBe('shiftUnfinished');
    await till.pay(left);
    expect(outcome(await till.shifts.close())).toBe('ok');
  });

  it('that begin while the shift is being closed are on the slip or keep it open', async () => {
    for (let round = 0; round < 20; round += 1) {
      await open();
      const [closed] = await Promise.all([till.shifts.close(), till.charge()]);
      const unfinished = (await staff.ledger.openPayments('shop')).map(({ id }) => id);
      // Where the order came after the close, it is for the next shift, which cannot be closed without it.
      const onSlip = closed.ok ? closed.data.slip?.unfinished.length : unfinished.length - 1;
      expect(onSlip).toBe(unfinished.length - 1);
      if (closed.ok) await open();
      expect(outcome(await till.shifts.close())).toBe('shiftUnfinished');
      for (const id of unfinished) await handOver(id, null);
      expect(outcome(await till.shifts.close())).toBe('ok');
      for (const payment of await staff.ledger.openPayments('shop')) await till.pay(payment);
    }
  });

  it('go to people who are still there, and only while they are unfinished', async () => {
    await staff.hireEverybody();
    await open();
    const payment = await till.charge();
    const gone = staff.idOf('cashier');
    await staff.operators.remove(gone, pinOf.owner);
    expect(await handOver(payment.id, gone)).toBe('operatorGone');
    expect(await handOver(payment.id, null)).toBe('operatorGone');
    await till.pay(payment);
    expect(await handOver(payment.id, staff.idOf('manager'))).toBe('ok');
    expect((await staff.ledger.paymentEvents(payment.id)).map(({ kind }) => kind)).not.toContain('handedOver');
  });

  it('tell in their timeline who follows them up, and whoever that is sees them', async () => {
    await staff.hireEverybody();
    await open();
    const payment = await till.charge();
    await handOver(payment.id, staff.idOf('cashier'));
    expect((await staff.ledger.paymentEvents(payment.id)).at(-1)).toMatchObject({
      kind: 'handedOver',
      detail: 'cashier',
    });
    expect(till.told).toEqual([payment.id]);
    await staff.signIn('cashier');
    expect((await staff.ledger.payment(payment.id, staff.operators.scope()))?.id).toBe(payment.id);
  });

  it('may be refunds, too', async () => {
    const pending = { subject: 'R1', amount: fen(300), state: 'processing' as const, createdAt: NOON };
    const counting = await openTill({
      ledger: staff.ledger,
      operators: staff.operators,
      refunds: { totals: async () => ({ count: 2, amount: fen(500) }), open: async () => [pending] },
    });
    await counting.shifts.open(null);
    expect(outcome(await counting.shifts.close())).toBe('shiftUnfinished');
    await counting.shifts.handOver([{ kind: 'refund', subject: 'R1', to: null }]);
    const closed = await counting.shifts.close();
    expect(closed).toMatchObject({
      data: { slip: { refunds: { count: 2, amount: 500 }, unfinished: [{ kind: 'refund', subject: 'R1' }] } },
    });
  });
});

describe('history', () => {
  it('comes page by page, and shows a cashier their own shifts only', async () => {
    await staff.hireEverybody();
    for (const role of ['cashier', 'manager', 'cashier', 'manager'] as const) {
      await staff.signIn(role);
      await open();
      await till.shifts.close();
    }
    const first = await till.shifts.list(null, 3);
    const rest = await till.shifts.list(first.next, 3);
    expect([first.rows.length, rest.rows.length, rest.next]).toEqual([3, 1, null]);
    expect(new Set([...first.rows, ...rest.rows].map(({ id }) => id)).size).toBe(4);
    await staff.signIn('cashier');
    const own = await till.shifts.list(null, 10);
    expect(own.rows.map(({ openedBy }) => openedBy.name)).toEqual(['cashier', 'cashier']);
  });
});

describe('after a crash', () => {
  it('the same shift goes on, with its money and its handovers', async () => {
    await staff.ledger.close();
    const script = fileURLToPath(new URL('./testing/shiftChild.ts', import.meta.url));
    const child = spawn(process.execPath, [script, staff.dir], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    child.kill('SIGKILL');
    await once(child, 'exit');
    await staff.start();
    till = await openTill(staff);

    const [shiftId, paymentId] = line.split(' ');
    const found = await till.shifts.current();
    expect(found).toMatchObject({
      shift: { id: shiftId, float: 20_000, closedAt: null },
      totals: { count: 1, amount: 1250 },
      unfinished: [{ subject: paymentId, followUp: { id: null, name: '' } }],
    });
    expect(await open()).toBe('shiftOpen');
    await till.pay(await till.charge());
    expect(await till.shifts.close()).toMatchObject({ data: { id: shiftId, slip: { totals: { count: 2 } } } });
  });
});

describe('a ledger that was edited by hand', () => {
  it('refuses the simple edits, and a slip that cannot be read is noticed', async () => {
    await staff.hireEverybody();
    await open();
    const db = openWritable(`${staff.dir}/practice.db`);
    try {
      expect(() => db.exec(`UPDATE operator SET role = 'boss'`)).toThrow('CHECK');
      expect(() => db.exec('DELETE FROM operator')).toThrow('operators are kept');
      db.exec(`UPDATE shift SET slip = '{"totals": 5}'`);
    } finally {
      db.close();
    }
    await expect(till.shifts.current()).rejects.toThrow('cannot be read');
  });

  it('does not notice a role that was raised: whoever can write the file can do that, and the docs say so', async () => {
    await staff.hireEverybody();
    const db = openWritable(`${staff.dir}/practice.db`);
    db.exec(`UPDATE operator SET role = 'owner' WHERE name = 'cashier'`);
    db.close();
    await staff.restart();
    await staff.signIn('cashier');
    expect(staff.operators.current()?.role).toBe('owner');
  });

  it('keeps the log of who was made what, which such an edit does not write', async () => {
    await staff.hireEverybody();
    const made = staff.notes.filter(({ act }) => act === 'operator.added').map(({ after }) => after?.['role']);
    expect(made).toEqual(['owner', 'manager', 'cashier', 'bookkeeper', 'readOnly']);
  });
});

it('leaves a ledger whose indexes and references hold', async () => {
  await staff.ledger.saveProfile(sampleProfile('other'));
  await staff.ledger.insertPayment(samplePayment('other'), sampleEvent());
  await open();
  const payment = await till.charge();
  await handOver(payment.id, null);
  const db = openReadOnly(`${staff.dir}/practice.db`);
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(db.prepare('PRAGMA foreign_key_check').get()).toBeUndefined();
  db.close();
});
