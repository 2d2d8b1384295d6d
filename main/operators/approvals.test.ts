import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Actor, ApprovalBinding } from './types.ts';
import { outcome, pinOf, Staff } from './testing/staff.ts';

let staff: Staff;
let requester: Actor;
beforeEach(async () => {
  staff = await Staff.open();
  await staff.hireEverybody();
  await staff.signIn('cashier');
  requester = staff.operators.current()!;
});
afterEach(() => staff.close());

const refund: ApprovalBinding = { act: 'refund', subject: 'R20261123120000A1', paymentId: 'P1', amount: fen(30_000) };

async function give(by: 'owner' | 'manager' = 'manager', binding = refund): Promise<string> {
  const given = await staff.operators.approvals.give(requester, staff.idOf(by), pinOf[by], binding);
  if (!given.ok) throw new Error(given.error.code);
  return given.data.approvalId;
}
const take = async (id: string, binding = refund, who = requester) =>
  outcome(await staff.operators.approvals.take(id, who, binding));

describe('an approval', () => {
  it('is used once, for exactly what was agreed to', async () => {
    const id = await give();
    const taken = await staff.operators.approvals.take(id, requester, refund);
    expect(taken).toMatchObject({ ok: true, data: { approver: { name: 'manager', role: 'manager' } } });
    expect(await take(id)).toBe('approvalVoid');
  });

  it.each<[string, Partial<ApprovalBinding>]>([
    ['another amount', { amount: fen(30_001) }],
    ['a smaller amount', { amount: fen(29_999) }],
    ['another order', { paymentId: 'P2' }],
    ['another number', { subject: 'R20261123120000A2' }],
    ['another act', { act: 'refundBatch' }],
  ])('is void for %s, and afterwards for everything', async (_name, change) => {
    const id = await give();
    expect(await take(id, { ...refund, ...change })).toBe('approvalVoid');
    expect(await take(id)).toBe('approvalVoid');
  });

  it('taken twice at once is used once', async () => {
    const id = await give();
    const answers = await Promise.all([take(id), take(id), take(id)]);
    expect(answers.toSorted()).toEqual(['approvalVoid', 'approvalVoid', 'ok']);
  });

  it('belongs to whoever asked for it', async () => {
    const id = await give();
    await staff.signIn('owner');
    expect(await take(id, refund, staff.operators.current()!)).toBe('approvalVoid');
  });

  it('lasts five minutes, and a clock that is turned back makes it no younger', async () => {
    const first = await give();
    staff.pass(299_000);
    expect(await take(first)).toBe('ok');
    const second = await give();
    staff.pass(300_000);
    expect(await take(second)).toBe('approvalVoid');
    const third = await give();
    staff.pass(600_000);
    staff.turned = -600_000;
    expect(await take(third)).toBe('approvalVoid');
  });

  it('outlives a restart, on disk', async () => {
    const id = await give();
    await staff.restart();
    expect(await take(id)).toBe('ok');
    await staff.restart();
    expect(await take(id)).toBe('approvalVoid');
  });

  it('that nobody gave is none', async () => {
    expect(await take('11111111-1111-4111-8111-111111111111')).toBe('approvalVoid');
  });
});

const ask = async (who: Actor, by: string, pin: string, amount = 30_000) =>
  outcome(await staff.operators.approvals.give(who, staff.idOf(by), pin, { ...refund, amount: fen(amount) }));

describe('an approver', () => {
  it('is never the one who asks', async () => {
    await staff.signIn('manager');
    expect(await ask(staff.operators.current()!, 'manager', pinOf.manager)).toBe('selfApproval');
  });

  it('types their own PIN, and wrong ones are counted', async () => {
    expect(await ask(requester, 'manager', pinOf.owner)).toBe('pinWrong');
    expect(await ask(requester, 'manager', '000000')).toBe('pinWrong');
    expect(await ask(requester, 'manager', '000000')).toBe('pinWrong');
    expect(await ask(requester, 'manager', pinOf.manager)).toBe('pinBlocked');
    expect(outcome(await staff.operators.signIn(staff.idOf('manager'), pinOf.manager))).toBe('pinBlocked');
  });

  it('may approve at all, and this amount', async () => {
    expect(await ask(requester, 'bookkeeper', pinOf.bookkeeper)).toBe('approverUnfit');
    expect(await ask(requester, 'manager', pinOf.manager, 200_000)).toBe('ok');
    expect(await ask(requester, 'manager', pinOf.manager, 200_001)).toBe('approverUnfit');
    expect(await ask(requester, 'owner', pinOf.owner, 9_999_999)).toBe('ok');
  });

  it('who loses the right, or leaves, takes their approvals along', async () => {
    const demoted = await give();
    await staff.signIn('owner');
    await staff.operators.change(staff.idOf('manager'), { role: 'cashier' }, pinOf.owner);
    expect(await take(demoted)).toBe('approvalVoid');

    await staff.operators.add({ name: '赵', role: 'owner', newPin: '846215', pin: pinOf.owner });
    const left = await staff.operators.approvals.give(requester, staff.idOf('赵'), '846215', refund);
    await staff.operators.remove(staff.idOf('赵'), pinOf.owner);
    expect(left.ok && (await take(left.data.approvalId))).toBe('approvalVoid');
  });

  it('is written down with what was agreed to, and so is every refusal', async () => {
    const id = await give();
    await take(id, { ...refund, amount: fen(1) });
    const notes = staff.notes.filter(({ act }) => act.startsWith('approval.'));
    expect(notes).toMatchObject([
      { act: 'approval.given', subject: refund.subject, after: { amount: 30_000, approver: staff.idOf('manager') } },
      { act: 'approval.refused', subject: refund.subject, after: { amount: 1, why: 'changed' } },
    ]);
  });
});

describe('a shop without operators', () => {
  it('gives no approvals: there is nobody to ask', async () => {
    const alone = await Staff.open();
    const answer = await alone.operators.approvals.give(alone.operators.current()!, 'x', '271828', refund);
    expect(outcome(answer)).toBe('selfApproval');
    await alone.close();
  });
});
