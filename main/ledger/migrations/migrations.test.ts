import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import {
  bookingStates,
  collectWays,
  endReasons,
  paymentEventKinds,
  paymentMethods,
} from '../../../shared/domain/payment.ts';
import { refundEnds, refundEventKinds, refundOrigins, refundRoutes } from '../../../shared/domain/refund.ts';
import { refundAlerts, refundStates } from '../../../shared/domain/refundState.ts';
import { paymentStates } from '../../../shared/domain/paymentState.ts';
import { apiGenerations } from '../../../shared/domain/profile.ts';
import { migrations } from './index.ts';

/** The newest schema, in memory. */
function schema(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  for (const step of migrations) step.up(db);
  return db;
}

/** The words that a column's CHECK lists. */
function allowed(db: DatabaseSync, table: string, column: string): string[] {
  const sql = String(db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').get(table)?.['sql']);
  const list = new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)`).exec(sql)?.[1] ?? '';
  return [...list.matchAll(/'([^']*)'/g)].map((match) => match[1]!);
}

describe('a ledger of the first schema', () => {
  it('keeps every payment, event and sum through all steps', () => {
    const db = new DatabaseSync(':memory:');
    migrations[0]!.up(db);
    db.exec(
      `INSERT INTO profile VALUES (1, 'p', '', 'live', '', '', '', '', 'v2', '', '', '', 1, '', '', '', 1, 0, 0)`,
    );
    for (const id of ['x', 'y']) {
      db.exec(`INSERT INTO payment (id, profile, huifu_id, request_date, request_number, way, method, state, amount, note,
          created_at, expires_at, booking, huifu_number)
        VALUES ('${id}', 1, 'm', '20261123', '${id}', 'hosted', 'wechat', 'paid', 250, '两杯豆浆', 5, 6, 'booked', 'h${id}')`);
    }
    db.exec(`INSERT INTO payment_event (payment, at, kind, from_state, to_state) VALUES (2, 7, 'intent', 'created', 'created');
      INSERT INTO close_intent (request_number, request_date, payment, state, due_at) VALUES ('c', '20261123', 2, 'closed', 9)`);
    const rows = (sql: string) => db.prepare(sql).all();
    const kept = {
      payments:
        'SELECT key, id, amount, note, state, booking, huifu_number, created_at, expires_at FROM payment ORDER BY key',
      events: 'SELECT id, payment, at, kind, from_state, to_state FROM payment_event',
      sums: 'SELECT * FROM payment_day',
      closes: 'SELECT payment, request_number FROM close_intent',
      numbers: 'SELECT * FROM used_number',
    };
    const before = Object.values(kept).map(rows);
    db.exec('PRAGMA foreign_keys = OFF');
    for (const step of migrations.slice(1)) step.up(db);
    expect(Object.values(kept).map(rows)).toEqual(before);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    const band = { month: '202611', band: 250, payments: 2, amount: 500, fee: 0, fee_unknown: 2 };
    expect(rows('SELECT month, band, payments, amount, fee, fee_unknown FROM payment_band')).toEqual([band]);
    // The rules are in force again: sums follow, numbers are used once, nothing is deleted.
    db.exec(`UPDATE payment SET fee = 3 WHERE id = 'x'`);
    expect(rows('SELECT fee, fee_unknown FROM payment_day')).toEqual([{ fee: 3, fee_unknown: 1 }]);
    expect(rows('SELECT fee, fee_unknown FROM payment_band')).toEqual([{ fee: 3, fee_unknown: 1 }]);
    expect(() => db.exec('DELETE FROM payment')).toThrow('payments are kept');
  });
});

describe('a ledger from before refunds could come by a statement', () => {
  it('keeps every refund with its timeline, and its rules', () => {
    const db = new DatabaseSync(':memory:');
    for (const step of migrations.slice(0, 7)) step.up(db);
    db.exec(`INSERT INTO profile VALUES (1, 'p', '', 'live', '', '', '', '', 'v2', '', '', '', 1, '', '', '', 1, 0, 0);
      INSERT INTO payment (id, profile, huifu_id, request_date, request_number, way, method, state, amount, note,
        created_at, expires_at, booking)
      VALUES ('x', 1, 'm', '20261123', 'x', 'hosted', 'wechat', 'paid', 100, '', 0, 0, 'unknown');
      INSERT INTO refund (id, profile, payment, huifu_id, request_date, request_number, route, origin, state, amount, reason,
        level, created_at) VALUES ('r', 1, 1, 'm', '20261123', 'r', 'v2', 'console', 'refunded', 60, '退货', 2, 5);
      INSERT INTO refund_event (refund, at, kind, from_state, to_state) VALUES (1, 5, 'intent', 'requested', 'requested')`);
    const rows = (sql: string) => db.prepare(sql).all();
    const kept = ['SELECT * FROM refund', 'SELECT * FROM refund_event', 'SELECT refunded FROM payment'];
    const before = kept.map(rows);
    db.exec('PRAGMA foreign_keys = OFF');
    for (const step of migrations.slice(7)) step.up(db);
    expect(kept.map(rows)).toEqual(before);
    expect(rows('PRAGMA foreign_key_check')).toEqual([]);
    expect(() => db.exec('DELETE FROM refund')).toThrow('refunds are kept');
    expect(() => db.exec('UPDATE refund_event SET at = 1')).toThrow('events are kept');
    const more = (origin: string, amount: number) =>
      db.exec(`INSERT INTO refund (id, profile, payment, huifu_id, request_date, request_number, route, origin, state, amount,
        reason, level, created_at) VALUES ('e', 1, 1, 'm', '20261123', 'e', 'v2', '${origin}', 'refunding', ${amount}, '', 0, 6)`);
    expect(() => more('elsewhere', 41)).toThrow('never more is refunded than was paid');
    more('elsewhere', 40);
    expect(rows('SELECT refunded FROM payment')).toEqual([{ refunded: 100 }]);
  });
});

describe('the newest schema', () => {
  it('accepts exactly the words of the domain: a new word needs a migration', () => {
    const db = schema();
    const words = {
      'payment.state': paymentStates,
      'payment.method': paymentMethods,
      'payment.way': collectWays,
      'payment.booking': bookingStates,
      'payment.end_reason': endReasons,
      'payment_event.kind': paymentEventKinds,
      'payment_event.from_state': paymentStates,
      'payment_event.to_state': paymentStates,
      'profile.generation': apiGenerations,
      'refund.route': refundRoutes,
      'refund.origin': refundOrigins,
      'refund.state': refundStates,
      'refund.end_reason': refundEnds,
      'refund.alert': refundAlerts,
      'refund_event.kind': refundEventKinds,
      'refund_event.from_state': refundStates,
      'refund_event.to_state': refundStates,
    };
    const accepted = Object.keys(words).map((place) => {
      const [table = '', column = ''] = place.split('.');
      return [place, allowed(db, table, column).toSorted()];
    });
    const wanted = Object.entries(words).map(([place, list]) => [place, [...list].toSorted()]);
    expect(accepted).toEqual(wanted);
  });

  it('is strict throughout', () => {
    const db = schema();
    const loose = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0").all();
    expect(loose.map((row) => row['name'])).toEqual(['sqlite_schema']);
  });

  it('keeps payments and events', () => {
    const db = schema();
    db.exec(`INSERT INTO profile VALUES (1, 'p', '', 'live', '', '', '', '', 'v2', '', '', '', 1, '', '', '', 1, 0, 0);
      INSERT INTO payment (id, profile, huifu_id, request_date, request_number, way, method, state, amount, note,
        created_at, expires_at, booking)
      VALUES ('x', 1, 'm', '20261123', 'x', 'hosted', 'wechat', 'paid', 1, '', 0, 0, 'unknown');
      INSERT INTO payment_event (payment, at, kind, from_state, to_state) VALUES (1, 0, 'intent', 'created', 'created')`);
    expect(() => db.exec('DELETE FROM payment_event')).toThrow('events are kept');
    expect(() => db.exec('UPDATE payment_event SET at = 1')).toThrow('events are kept');
    expect(() => db.exec('DELETE FROM payment')).toThrow('payments are kept');
    expect(() => db.exec('UPDATE payment SET amount = 2')).toThrow('never changes');
  });
});
