import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answered } from '../../../shared/contract/errors.ts';
import { fen } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { err, ok } from '../../../shared/domain/result.ts';
import { useCollect } from './collectStore.ts';

interface Asked {
  attemptId: string;
  amount: number;
  note: string;
  code?: string;
  choice?: string;
  minutes?: number;
  answer: (result: Answered<Payment>) => void;
}

/** The main process as the window sees it: every charge waits until the test answers it. */
function mainProcess() {
  const asked: Asked[] = [];
  const open: Payment[] = [];
  vi.stubGlobal('window', {
    huifuConsole: {
      'payments.collect': (request: Omit<Asked, 'answer'>) =>
        new Promise((answer) => asked.push({ ...request, answer })),
      'payments.chargeCode': (request: Omit<Asked, 'answer'>) =>
        new Promise((answer) => asked.push({ ...request, answer })),
      'payments.open': async () => ok(open),
    },
  });
  return { asked, open };
}

const payment = (id: string, more: Partial<Payment> = {}) =>
  ({
    id,
    amount: fen(1250),
    state: 'waiting',
    link: 'https://pay/x',
    createdAt: 1,
    expiresAt: Date.now() + 60_000,
    note: '',
    ...more,
  }) as Payment;
const settled = () => new Promise((resolve) => setTimeout(resolve));
const counter = () => useCollect.getState();
let main: ReturnType<typeof mainProcess>;
let merchant = 0;

beforeEach(() => {
  main = mainProcess();
  merchant += 1;
  counter().enter(`merchant ${merchant}`);
});

describe('the counter', () => {
  it('makes one payment of a double Enter', async () => {
    counter().typeAmount('12.5');
    counter().press();
    counter().press();
    counter().press();
    expect(main.asked.map(({ amount }) => amount)).toEqual([1250]);
    main.asked[0]!.answer(ok(payment('P1')));
    await settled();
    counter().press();
    expect(main.asked).toHaveLength(1);
    expect(counter().stage).toMatchObject({ kind: 'payment', payment: { id: 'P1' } });
    expect(counter().pressed).toBe(false);
  });

  it('puts the plain form in the field first, and charges only at the next Enter', () => {
    counter().typeAmount('１２．５');
    counter().press();
    expect([counter().amount, main.asked.length]).toEqual(['12.5', 0]);
    counter().press();
    expect(main.asked).toHaveLength(1);
  });

  it('charges nothing that is not an amount, or whose note cannot be sent', () => {
    for (const [amount, note] of [
      ['', ''],
      ['0', ''],
      ['1e3', ''],
      ['5', '🙂'],
      ['5', '字'.repeat(41)],
    ] as const) {
      counter().typeAmount(amount);
      counter().typeNote(note);
      counter().press();
      expect(counter().pressed).toBe(true);
    }
    expect(main.asked).toEqual([]);
  });

  it('lets a second payment run while the first is still being placed', async () => {
    counter().typeAmount('1');
    counter().press();
    counter().typeAmount('2');
    counter().press();
    expect(main.asked).toHaveLength(2);
    expect(main.asked[0]!.attemptId).not.toBe(main.asked[1]!.attemptId);
    expect(counter().behind.map(({ amount }) => amount)).toEqual([100]);
    main.asked[1]!.answer(ok(payment('P2')));
    main.asked[0]!.answer(ok(payment('P1')));
    await settled();
    expect(counter().stage).toMatchObject({ kind: 'payment', payment: { id: 'P2' } });
    expect(counter().behind).toEqual([]);
  });

  it('tells of a refusal that comes behind another payment, without taking its place', async () => {
    counter().typeAmount('1');
    counter().press();
    counter().typeAmount('2');
    counter().press();
    main.asked[1]!.answer(ok(payment('P2')));
    main.asked[0]!.answer(err({ code: 'offline', supportId: 's' }));
    await settled();
    expect(counter().stage).toMatchObject({ kind: 'payment', payment: { id: 'P2' } });
    expect(counter().refusals).toMatchObject([{ attempt: { amount: 100 }, error: { code: 'offline' } }]);
    counter().retry(counter().refusals[0]!.attempt);
    expect([counter().refusals.length, main.asked.length, main.asked[2]!.amount]).toEqual([0, 3, 100]);
  });

  it('gives the amount and note of a refusal back, as a new attempt', async () => {
    counter().typeAmount('36');
    counter().typeNote('3 号桌');
    counter().press();
    main.asked[0]!.answer(err({ code: 'keychainLocked', supportId: 's' }));
    await settled();
    expect([counter().stage.kind, counter().amount, counter().note]).toEqual(['refused', '36.00', '3 号桌']);
    counter().press();
    expect(main.asked[1]).toMatchObject({ amount: 3600, note: '3 号桌' });
    expect(main.asked[1]!.attemptId).not.toBe(main.asked[0]!.attemptId);
  });

  it('does not leave a retried amount in the field, where Enter would charge it once more', async () => {
    counter().typeAmount('36');
    counter().press();
    main.asked[0]!.answer(err({ code: 'offline', supportId: 's' }));
    await settled();
    const { stage } = counter();
    if (stage.kind !== 'refused') throw new Error('not refused');
    counter().retry(stage.attempt);
    expect([counter().amount, main.asked.length]).toEqual(['', 2]);
  });

  it('begins the next with Enter or with a digit once the payment has ended', async () => {
    counter().show(payment('P1', { state: 'paid' }));
    counter().press();
    expect(counter().stage.kind).toBe('idle');
    counter().show(payment('P1'));
    counter().learn(payment('P1', { state: 'paid' }));
    counter().typeAmount('7');
    expect([counter().stage.kind, counter().amount]).toEqual(['idle', '7']);
  });

  it('keeps a code that waits on the stage while the next amount is typed', () => {
    counter().show(payment('P1'));
    counter().typeAmount('7');
    expect(counter().stage.kind).toBe('payment');
  });

  it('shows the newest code that can still be paid after a restart, but not one that is past', async () => {
    main.open.push(payment('old', { createdAt: 1 as Payment['createdAt'] }));
    main.open.push(payment('new', { createdAt: 2 as Payment['createdAt'] }));
    main.open.push(payment('dead', { createdAt: 3 as Payment['createdAt'], expiresAt: 4 as Payment['expiresAt'] }));
    main.open.push(payment('lost', { createdAt: 5 as Payment['createdAt'], state: 'unknown', link: null }));
    await counter().readOpen();
    expect(counter().stage).toMatchObject({ kind: 'payment', payment: { id: 'new' } });
    counter().next();
    await counter().readOpen();
    expect(counter().stage.kind).toBe('idle');
  });

  it('keeps everything for the same merchant and forgets it for another', () => {
    counter().typeAmount('7');
    counter().enter(`merchant ${merchant}`);
    expect(counter().amount).toBe('7');
    counter().enter('somebody else');
    expect(counter().amount).toBe('');
  });
});

const CODE = '134567890123456789';

describe('a scanned payment code', () => {
  it('charges what stands in the field, at once, and is kept nowhere', async () => {
    counter().typeAmount('12.5');
    counter().typeNote('3 号桌');
    expect(await counter().scanned(CODE)).toBeNull();
    expect(main.asked).toMatchObject([{ amount: 1250, note: '3 号桌', code: CODE }]);
    expect(counter().stage).toMatchObject({ kind: 'creating', attempt: { way: 'code' } });
    expect(JSON.stringify(counter())).not.toContain(CODE);
    main.asked[0]!.answer(ok(payment('P1', { way: 'code', state: 'paid', link: null })));
    await settled();
    expect(counter().stage).toMatchObject({ kind: 'payment', payment: { id: 'P1' } });
  });

  it('without a good amount or note charges nothing, and leaves the fields as they are', async () => {
    for (const [amount, note, kind] of [
      ['', '', 'noAmount'],
      ['0', '', 'badAmount'],
      ['1e3', '', 'badAmount'],
      ['１２', '', 'badAmount'],
      ['5', '🙂', 'badNote'],
    ] as const) {
      counter().typeAmount(amount);
      counter().typeNote(note);
      expect(await counter().scanned(CODE)).toEqual({ kind });
      expect([counter().amount, counter().note]).toEqual([amount, note]);
    }
    expect(main.asked).toEqual([]);
  });

  it('while an earlier one is open leaves that one on the stage', async () => {
    counter().show(payment('P1', { way: 'code', state: 'processing', link: null }));
    expect(await counter().scanned(CODE)).toEqual({ kind: 'busy', amount: '12.50' });
    counter().typeAmount('2');
    const second = counter().scanned(CODE);
    main.asked[0]!.answer(err({ code: 'codeBusy', params: { amount: '12.50', paymentId: 'P1' }, supportId: 's' }));
    expect(await second).toEqual({ kind: 'busy', amount: '12.50' });
    expect(counter().stage).toMatchObject({ kind: 'payment', payment: { id: 'P1' } });
    expect(counter().amount).toBe('2');
  });

  it('that was refused gives the amount back for another scan, not for another try with the same code', async () => {
    counter().typeAmount('8');
    await counter().scanned(CODE);
    main.asked[0]!.answer(err({ code: 'gatewayRejected', supportId: 's' }));
    await settled();
    expect(counter().stage).toMatchObject({ kind: 'refused', attempt: { way: 'code' } });
    expect(counter().amount).toBe('8.00');
  });
});

describe('a preset', () => {
  const tea = { id: 'a', name: '奶茶', amount: fen(1200), goods: '奶茶 1 杯', minutes: 30, choice: null };

  it('fills the fields; Enter charges it with its own time', () => {
    counter().fillIn(tea);
    expect([counter().amount, counter().note, counter().minutes]).toEqual(['12.00', '奶茶 1 杯', 30]);
    expect(main.asked).toEqual([]);
    counter().press();
    expect(main.asked).toMatchObject([{ amount: 1200, note: '奶茶 1 杯', minutes: 30 }]);
    expect(counter().minutes).toBeNull();
  });

  it('without an amount leaves the one that is typed; a cleared field forgets its time', () => {
    counter().typeAmount('7');
    counter().fillIn({ ...tea, amount: null });
    expect([counter().amount, counter().minutes]).toEqual(['7', 30]);
    counter().typeAmount('');
    expect(counter().minutes).toBeNull();
  });
});
