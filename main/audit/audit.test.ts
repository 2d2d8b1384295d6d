import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from '../../scripts/verify-audit.mjs';
import { addDays, businessDateOf, instant } from '../../shared/domain/time.ts';
import { mustOpen, NOON, tempDir } from '../ledger/testing/samples.ts';
import type { Ledger } from '../ledger/types.ts';
import type { Actor } from '../operators/types.ts';
import { createAudit } from './audit.ts';
import type { Audit } from './types.ts';

let place: ReturnType<typeof tempDir>;
let ledger: Ledger;
let audit: Audit;
let now = NOON;
let actor: Actor | null = null;

beforeEach(async () => {
  place = tempDir();
  now = NOON;
  actor = { operatorId: 'op-1', name: '李店长', role: 'manager' };
  ledger = await mustOpen(place.dir);
  audit = createAudit({ ledger, who: { current: () => actor }, now: () => now, machine: 'till-pc' });
});
afterEach(async () => {
  await ledger.close();
  place.remove();
});

async function fill(): Promise<void> {
  await audit.record({ act: 'operator.signedIn', subject: 'op-1' });
  now = instant(now + 1000);
  await audit.record({
    act: 'refund.requested',
    subject: 'R2026112312000001ABCDEFGH',
    before: { refundable: 1250 },
    after: { refundable: 250, reason: '顾客退货，"坏了"' },
  });
  actor = null;
  now = instant(now + 1000);
  await audit.record({ act: 'console.started', subject: '' });
}

const findingsOf = (text: string | Buffer) => verifyAudit(Buffer.from(text)).findings;

/** Changes the file behind the ledger's back, rules and all. */
function byHand(sql: string): void {
  const db = new DatabaseSync(join(place.dir, 'practice.db'));
  db.exec(`DROP TRIGGER audit_fixed; DROP TRIGGER audit_kept; ${sql}`);
  db.close();
}

describe('a row', () => {
  it('says who did what, when and where, before and after, numbers masked', async () => {
    await fill();
    const { rows } = await audit.list({}, null, 10);
    expect(rows[1]).toMatchObject({
      seq: 2,
      at: NOON + 1000,
      operatorId: 'op-1',
      operator: '李店长',
      machine: 'till-pc',
      act: 'refund.requested',
      subject: 'R2026…CDEFGH',
      before: { refundable: 1250 },
    });
    expect(rows[0]).toMatchObject({ seq: 3, operatorId: null, operator: '' });
  });

  it('names nobody where nobody at the console did it, whoever is signed in', async () => {
    await audit.record({ act: 'payment.collected', subject: 'P1', after: { amount: 1250 }, unattended: true });
    expect((await audit.list({}, null, 1)).rows).toMatchObject([{ subject: 'P1', operatorId: null, operator: '' }]);
  });

  it.each([
    ['a card', '6222021234567890123', /^62220…890123$|…0123$/],
    ['a wallet number', '4200001234202611231234567890', /^42000…567890$|…7890$/],
  ])('does not hold %s in full', async (_what, number, shown) => {
    await audit.record({ act: 'payment.shown', subject: number, after: { found: number } });
    const [row] = (await audit.list({}, null, 1)).rows;
    expect(row!.subject).toMatch(shown);
    expect(JSON.stringify(row)).not.toContain(number);
  });

  it('never holds a secret, whatever it is called', async () => {
    await audit.record({ act: 'operator.changed', subject: 'op-2', after: { pin: '4711', role: 'cashier' } });
    expect(JSON.stringify((await audit.list({}, null, 1)).rows)).not.toContain('4711');
  });
});

describe('the list', () => {
  it('comes newest first by pages, and is searched by act and by text', async () => {
    await fill();
    const first = await audit.list({}, null, 2);
    expect(first.rows.map(({ seq }) => seq)).toEqual([3, 2]);
    expect((await audit.list({}, first.next, 2)).rows.map(({ seq }) => seq)).toEqual([1]);
    expect((await audit.list({ act: 'refund.requested' }, null, 9)).rows.map(({ seq }) => seq)).toEqual([2]);
    expect((await audit.list({ text: '坏了' }, null, 9)).rows.map(({ seq }) => seq)).toEqual([2]);
    expect((await audit.list({ text: '李店' }, null, 9)).rows.map(({ seq }) => seq)).toEqual([2, 1]);
    expect((await audit.list({ text: '%' }, null, 9)).rows).toEqual([]);
  });
});

describe('the chain', () => {
  it('cannot be bent through the ledger: rows are neither changed nor removed nor put in between', async () => {
    await fill();
    await ledger.close();
    const db = new DatabaseSync(join(place.dir, 'practice.db'));
    expect(() => db.exec('DELETE FROM audit WHERE seq = 2')).toThrow('kept');
    expect(() => db.exec("UPDATE audit SET operator = '' WHERE seq = 2")).toThrow('kept');
    expect(() => db.exec("INSERT INTO audit SELECT 9, at, NULL, '', '', act, '', NULL, NULL, previous, hash || '' FROM audit WHERE seq = 1")).toThrow('kept in order'); // prettier-ignore
    db.close();
    ledger = await mustOpen(place.dir);
  });

  it.each([
    ['a changed amount', `UPDATE audit SET before = '{"refundable":9}' WHERE seq = 2`, { seq: 2, what: 'changed' }],
    ['another operator', `UPDATE audit SET operator = '王' WHERE seq = 1`, { seq: 1, what: 'changed' }],
    ['another time', 'UPDATE audit SET at = at + 1 WHERE seq = 3', { seq: 3, what: 'changed' }],
    ['a removed row', 'DELETE FROM audit WHERE seq = 2', { seq: 2, what: 'missing' }],
    ['a removed first row', 'DELETE FROM audit WHERE seq = 1', { seq: 1, what: 'missing' }],
  ])('shows %s in the file, by its number', async (_what, sql, broken) => {
    await fill();
    await ledger.close();
    byHand(sql);
    ledger = await mustOpen(place.dir);
    const again = createAudit({ ledger, who: { current: () => null }, now: () => now, machine: '' });
    expect((await again.check()).broken).toEqual(broken);
    expect(findingsOf((await again.export()).text)).not.toEqual([]);
  });

  it('is whole otherwise, over many rows, and names rows whose clock was set back', async () => {
    await fill();
    now = instant(now - 60_000);
    for (let i = 0; i < 600; i += 1) await audit.record({ act: 'payment.collected', subject: String(i) });
    expect(await audit.check()).toMatchObject({ rows: 603, broken: null, clockSetBack: [4] });
    const { text } = await audit.export();
    expect(verifyAudit(Buffer.from(text))).toMatchObject({ rows: 603, findings: [] });
    expect(verifyAudit(Buffer.from(text)).remarks).toHaveLength(1);
  });

  it('gives the day a closing hash that stays what it was', async () => {
    expect(await audit.closingHash(businessDateOf(NOON))).toBeNull();
    await fill();
    const closing = await audit.closingHash(businessDateOf(NOON));
    expect(closing).toBe((await audit.list({}, null, 1)).rows[0]!.hash);
    now = instant(now + 86_400_000);
    await audit.record({ act: 'console.started', subject: '' });
    expect(await audit.closingHash(businessDateOf(NOON))).toBe(closing);
    expect(await audit.closingHash(addDays(businessDateOf(NOON), 1))).not.toBe(closing);
    const { text } = await audit.export();
    expect(verifyAudit(Buffer.from(text), closing).findings).toEqual([]);
    expect(verifyAudit(Buffer.from(text), 'f'.repeat(64)).findings).toHaveLength(1);
  });
});

describe('the verifier', () => {
  it('finds every single changed byte of a small log', async () => {
    await fill();
    const bytes = Buffer.from((await audit.export()).text);
    const missed: string[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      for (const flip of [0x01, 0x20, 0x80, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= flip;
        if (verifyAudit(changed).findings.length === 0) missed.push(`${at}^${flip}`);
      }
    }
    expect(missed).toEqual([]);
  });

  it('names removed, doubled and reordered rows, and a cut or added end', async () => {
    await fill();
    const lines = (await audit.export()).text.split('\n');
    const without = (index: number) => lines.toSpliced(index, 1).join('\n');
    expect(findingsOf(without(2))).toContainEqual(expect.stringContaining('rows 2 to 2 are missing'));
    expect(findingsOf(without(3))).toContainEqual(expect.stringContaining('rows are missing at the end'));
    expect(findingsOf(without(4))).toContainEqual(expect.stringContaining('not the end of an audit log'));
    expect(findingsOf(lines.toSpliced(2, 0, lines[1]!).join('\n'))).toContainEqual(
      expect.stringContaining('a second time'),
    );
    const [second, third] = [lines[2]!, lines[3]!];
    expect(findingsOf(lines.with(2, third).with(3, second).join('\n'))).toContainEqual(
      expect.stringContaining('out of order'),
    );
    expect(findingsOf(`${lines.join('\n')} `)).toContainEqual(expect.stringContaining('does not end'));
    expect(findingsOf('')).not.toEqual([]);
  });

  it('is not satisfied by a row that was changed and sealed anew', () => {
    return fc.assert(
      fc.asyncProperty(fc.nat({ max: 2 }), async (index) => {
        await fill();
        const file = (await audit.export()).text.split('\n');
        const row = JSON.parse(file[index + 1]!) as Record<string, unknown>;
        const { hash: _old, ...sealed } = { ...row, operator: '别人' } as Record<string, unknown>;
        const { createHash } = await import('node:crypto');
        const hash = createHash('sha256')
          .update(JSON.stringify(Object.values(sealed)))
          .digest('hex');
        const text = file.with(index + 1, JSON.stringify({ ...sealed, hash })).join('\n');
        expect(findingsOf(text)).not.toEqual([]);
      }),
      { numRuns: 6 },
    );
  });

  it('is a command that an auditor runs by itself', async () => {
    await fill();
    const { text, lastHash } = await audit.export();
    const file = join(place.dir, 'audit.jsonl');
    writeFileSync(file, text);
    const script = fileURLToPath(new URL('../../scripts/verify-audit.mjs', import.meta.url));
    const run = (...args: string[]) => execFileSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    expect(run(file, '--expect', lastHash)).toContain('Whole: 3 rows');
    writeFileSync(file, text.replace('坏了', '好的'));
    expect(() => run(file)).toThrow(expect.objectContaining({ status: 1, stdout: expect.stringContaining('row 2') }));
    expect(() => run(join(place.dir, 'nowhere'))).toThrow(expect.objectContaining({ status: 2 }));
  });
});
