import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import type { Role } from '../../shared/domain/permission.ts';
import { limitsBinding } from '../../shared/contract/operators.ts';
import { starterLimits } from './rules.ts';
import { outcome, pinOf, Staff } from './testing/staff.ts';

let staff: Staff;
beforeEach(async () => void (staff = await Staff.open()));
afterEach(() => staff.close());

const signIn = async (name: string, pin: string) => outcome(await staff.operators.signIn(staff.idOf(name), pin));
const add = async (name: string, role: Role, pin: string, newPin = pinOf[role]) =>
  outcome(await staff.operators.add({ name, role, newPin, pin }));
const change = async (name: string, to: { role?: Role; newPin?: string; name?: string }, pin: string) =>
  outcome(await staff.operators.change(staff.idOf(name), to, pin));
const remove = async (name: string, pin: string) => outcome(await staff.operators.remove(staff.idOf(name), pin));
const raised = (each: number) => ({ ...starterLimits, cashier: { each: fen(each), perDay: fen(50_000) } });
const here = () => staff.operators.current()?.name ?? null;

describe('a shop without operators', () => {
  it('works as its owner, without ceremony', () => {
    expect(staff.operators.current()).toEqual({ operatorId: null, name: '', role: 'owner' });
    expect(staff.operators.needed()).toBe(false);
    expect(staff.operators.permit('operators').ok).toBe(true);
    expect(staff.operators.rules.secondPersonPossible()).toBe(false);
  });

  it('adds its owner first, who is then signed in', async () => {
    expect(await add('小李', 'cashier', '')).toBe('ownerFirst');
    expect(await add('王', 'owner', '')).toBe('ok');
    expect(here()).toBe('王');
    expect(staff.notes.map(({ act }) => act)).toEqual(['operator.added', 'operator.signedIn']);
  });

  it('asks for a sign-in after the next start', async () => {
    await staff.hireEverybody();
    await staff.restart();
    expect(here()).toBeNull();
    expect(outcome(staff.operators.permit('see'))).toBe('locked');
    expect(await signIn('cashier', pinOf.cashier)).toBe('ok');
    expect(here()).toBe('cashier');
  });
});

describe('a PIN', () => {
  it.each<[string, Role, string]>([
    ['letters', 'cashier', '27a8'],
    ['too short for a cashier', 'cashier', '271'],
    ['too short for an owner', 'owner', '27182'],
    ['too long', 'cashier', '2718281828459'],
    ['one digit', 'owner', '777777'],
    ['two digits', 'owner', '121212'],
    ['a row', 'owner', '456789'],
    ['a row over zero', 'owner', '789012'],
    ['a row backwards', 'cashier', '4321'],
  ])('of %s is not taken', async (_name, role, newPin) => {
    await add('王', 'owner', '');
    expect(await add('x', role, pinOf.owner, newPin)).toBe('pinUnfit');
  });

  it('is kept as a hash of its own for each person, and is in no answer, note or file', async () => {
    await add('王', 'owner', '');
    await add('赵', 'owner', pinOf.owner);
    const [first, second] = await staff.ledger.operators();
    expect(first?.pin).not.toBe(second?.pin);
    const wrong = await staff.operators.signIn(staff.idOf('王'), '998877');
    const told = JSON.stringify([staff.notes, staff.operators.list(), wrong, await staff.ledger.operators()]);
    expect(told).not.toContain(pinOf.owner);
    expect(told).not.toContain('998877');
  });

  it('can be changed by whoever knows it, and by nobody else', async () => {
    await staff.hireEverybody();
    await staff.signIn('cashier');
    expect(outcome(await staff.operators.changePin('0000', '8462'))).toBe('pinWrong');
    expect(outcome(await staff.operators.changePin(pinOf.cashier, '8462'))).toBe('ok');
    await staff.operators.lock('person');
    expect(await signIn('cashier', pinOf.cashier)).toBe('pinWrong');
    expect(await signIn('cashier', '8462')).toBe('ok');
  });
});

const guess = async (times: number) => {
  const answers: string[] = [];
  for (let i = 0; i < times; i += 1) answers.push(await signIn('cashier', String(5000 + i)));
  return answers;
};

describe('guessing', () => {
  beforeEach(() => staff.hireEverybody());

  it('is stopped after three, then waits longer each time, also with the right PIN', async () => {
    expect(await guess(5)).toEqual(['pinWrong', 'pinWrong', 'pinWrong', 'pinBlocked', 'pinBlocked']);
    expect(await signIn('cashier', pinOf.cashier)).toBe('pinBlocked');
    staff.pass(29_000);
    expect(await guess(1)).toEqual(['pinBlocked']);
    staff.pass(1_000);
    expect(await guess(2)).toEqual(['pinWrong', 'pinBlocked']);
    staff.pass(59_000);
    expect(await guess(1)).toEqual(['pinBlocked']);
    staff.pass(1_000);
    expect(await signIn('cashier', pinOf.cashier)).toBe('ok');
    // The count begins anew.
    expect(await guess(3)).toEqual(['pinWrong', 'pinWrong', 'pinWrong']);
  });

  it('does not get through all PINs of four digits within a month', async () => {
    let passed = 0;
    let tried = 0;
    while (passed < 30 * 86_400_000) {
      const answer = await staff.operators.signIn(staff.idOf('cashier'), '0000');
      if (!answer.ok && answer.error.code === 'pinWrong') tried += 1;
      staff.pass(600_000);
      passed += 600_000;
    }
    expect(tried).toBeLessThan(800);
  }, 60_000);

  it('of several at once is one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => signIn('cashier', String(6000 + i))));
    expect(answers.filter((answer) => answer === 'pinWrong')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'pinBlocked')).toHaveLength(5);
  });

  it('waits as long after a restart, and also when the clock is turned back', async () => {
    await guess(3);
    staff.pass(10_000);
    await staff.restart();
    expect(await signIn('cashier', pinOf.cashier)).toBe('pinBlocked');
    staff.turned = -86_400_000;
    await staff.restart();
    staff.pass(29_000);
    expect(await signIn('cashier', pinOf.cashier)).toBe('pinBlocked');
    staff.pass(1_000);
    expect(await signIn('cashier', pinOf.cashier)).toBe('ok');
  });

  it('is not helped by turning the clock forward while the console runs', async () => {
    await guess(3);
    staff.turned = 86_400_000;
    expect(await signIn('cashier', pinOf.cashier)).toBe('pinBlocked');
  });

  it('at one person keeps nobody else out, and is in the log', async () => {
    await guess(4);
    expect(await signIn('manager', pinOf.manager)).toBe('ok');
    expect(staff.notes.filter(({ act }) => act === 'operator.pinRefused')).toHaveLength(3);
  });
});

describe('nobody grants more than they hold', () => {
  beforeEach(() => staff.hireEverybody());

  it('a manager adds cashiers, not owners and managers', async () => {
    await staff.signIn('manager');
    expect(await add('新人', 'cashier', pinOf.manager)).toBe('ok');
    expect(await add('自封店主', 'owner', pinOf.manager)).toBe('overGrant');
    expect(await add('自封店长', 'manager', pinOf.manager)).toBe('overGrant');
    expect(await change('cashier', { role: 'manager' }, pinOf.manager)).toBe('overGrant');
    expect(await change('manager', { role: 'owner' }, pinOf.manager)).toBe('overGrant');
    expect(await change('owner', { newPin: '909091' }, pinOf.manager)).toBe('overGrant');
    expect(await remove('owner', pinOf.manager)).toBe('overGrant');
    expect(await change('cashier', { newPin: '8462' }, pinOf.manager)).toBe('ok');
  });

  it.each<Role>(['cashier', 'bookkeeper', 'readOnly'])('a %s changes nobody', async (role) => {
    await staff.signIn(role);
    const answer = await staff.operators.add({ name: 'x', role: 'readOnly', newPin: '8462', pin: pinOf[role] });
    expect(answer).toMatchObject({
      error: { code: 'notAllowed', params: { permission: 'operators', holders: 'owner、manager' } },
    });
    expect(await remove('readOnly', pinOf[role])).toBe('notAllowed');
  });

  it('a manager sets the cashiers’ limits up to their own, and never their own', async () => {
    const set = async (cashier: number | null, manager: number | null) =>
      outcome(
        await staff.operators.setLimits(
          {
            cashier: { each: cashier === null ? null : fen(cashier), perDay: fen(50_000) },
            manager: { each: manager === null ? null : fen(manager), perDay: null },
          },
          pinOf[staff.operators.current()!.role],
        ),
      );
    await staff.signIn('manager');
    expect(await set(15_000, 200_000)).toBe('ok');
    expect(await set(200_001, 200_000)).toBe('overGrant');
    expect(await set(null, 200_000)).toBe('overGrant');
    expect(await set(100, 200_001)).toBe('overGrant');
    // Raising takes a second person where there is one: the owner for the manager.
    expect(await set(200_000, 200_000)).toBe('approvalNeeded');
    await staff.signIn('owner');
    expect(await set(180_000, 200_000)).toBe('approvalNeeded');
    // Nobody else could agree to so much, so that the only owner decides alone.
    expect(await set(15_000, 500_000)).toBe('ok');
    await staff.restart();
    expect(staff.operators.rules.refundLimits('manager')).toEqual({ each: 500_000, perDay: null });
    expect(staff.operators.rules.refundLimits('owner')).toEqual({ each: null, perDay: null });
    expect(staff.operators.rules.refundLimits('bookkeeper')).toEqual({ each: 0, perDay: 0 });
  });

  it('a limit is raised with the agreement to exactly that limit', async () => {
    const binding = limitsBinding(starterLimits, raised(30_000))!;
    expect(binding).toMatchObject({ act: 'limits', amount: 30_000 });
    const agree = async () => {
      const given = await staff.operators.approvals.give(
        staff.operators.current()!,
        staff.idOf('manager'),
        pinOf.manager,
        {
          ...binding,
          amount: fen(binding.amount),
        },
      );
      return given.ok ? given.data.approvalId : '';
    };
    const set = async (each: number, approvalId: string) =>
      outcome(await staff.operators.setLimits(raised(each), pinOf.owner, approvalId));
    expect(await set(30_001, await agree())).toBe('approvalVoid');
    expect(await set(30_000, await agree())).toBe('ok');
    expect(staff.operators.limits().cashier.each).toBe(30_000);
    expect(limitsBinding(raised(30_000), starterLimits)).toBeNull();
  });

  it('every change asks for the PIN of whoever makes it', async () => {
    expect(await add('x', 'cashier', '000000')).toBe('pinWrong');
    expect(await change('cashier', { role: 'readOnly' }, '000000')).toBe('pinWrong');
    expect(await remove('cashier', '000000')).toBe('pinWrong');
    expect(staff.operators.names()).toHaveLength(5);
  });
});

describe('the last owner', () => {
  it('is neither removed nor demoted', async () => {
    await staff.hireEverybody();
    expect(await remove('owner', pinOf.owner)).toBe('lastOwner');
    expect(await change('owner', { role: 'manager' }, pinOf.owner)).toBe('lastOwner');
    expect(await add('赵', 'owner', pinOf.owner)).toBe('ok');
    expect(await change('owner', { role: 'cashier' }, pinOf.owner)).toBe('ok');
    expect(staff.operators.current()?.role).toBe('cashier');
  });
});

describe('a full disk', () => {
  it('keeps nobody from locking, and lets nobody in without a row that says so', async () => {
    await staff.hireEverybody();
    staff.diskFull = true;
    await staff.operators.lock('idle');
    expect(here()).toBeNull();
    expect(staff.warnings).toEqual(['a sign-out was not noted']);
    await expect(staff.operators.signIn(staff.idOf('owner'), pinOf.owner)).rejects.toThrow('no space');
    expect(here()).toBeNull();
    staff.diskFull = false;
    expect(await signIn('owner', pinOf.owner)).toBe('ok');
  });
});

describe('somebody who leaves', () => {
  beforeEach(() => staff.hireEverybody());

  it('is cut off at once, even in the middle of their work', async () => {
    await add('赵', 'owner', pinOf.owner);
    expect(await remove('owner', pinOf.owner)).toBe('ok');
    expect(here()).toBeNull();
    expect(outcome(staff.operators.permit('see'))).toBe('locked');
    expect(staff.operators.scope()).toMatchObject({ operatorId: '' });
  });

  it('cannot come back, and their row stays', async () => {
    const id = staff.idOf('cashier');
    expect(await remove('cashier', pinOf.owner)).toBe('ok');
    expect(outcome(await staff.operators.signIn(id, pinOf.cashier))).toBe('operatorGone');
    expect((await staff.ledger.operators()).find((row) => row.id === id)).toMatchObject({ name: 'cashier' });
    // Their name is free for somebody else.
    expect(await add('cashier', 'cashier', pinOf.owner)).toBe('ok');
    expect(staff.idOf('cashier')).not.toBe(id);
  });

  it('is let go even while their PIN is being looked at', async () => {
    const signing = staff.operators.signIn(staff.idOf('cashier'), pinOf.cashier);
    const removing = staff.operators.remove(staff.idOf('cashier'), pinOf.owner);
    await Promise.all([signing, removing]);
    expect(staff.operators.names().map(({ name }) => name)).not.toContain('cashier');
    expect(here()).not.toBe('cashier');
  });
});
