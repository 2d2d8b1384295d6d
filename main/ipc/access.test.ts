import type { WebContents } from 'electron';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelName, ChannelOutput, ChannelRequest, EventTopic } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import type { Payment } from '../../shared/domain/payment.ts';
import type { Role } from '../../shared/domain/permission.ts';
import { writeCredentials } from '../../tests/credentials.ts';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import { answer } from './answer.ts';
import { createHandlers, type ShellActions } from './handlers/index.ts';
import { createLog } from '../log/log.ts';
import { pinOf } from '../operators/testing/staff.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import type { MerchantConsole } from '../console/console.ts';
import { addProfile, deskOf, openConsole } from '../console/testing/openConsole.ts';

/** The console as its window has it: real ledger and sockets, every call through the wrapper and the real handlers. */
let dir = '';
let gateway: PracticeProcess;
let vault: Vault;
let shop: MerchantConsole;
/** Events that the window was told of. */
let heard: EventTopic[] = [];
/** What the file dialog answers. */
let chosen: string | null = null;

const page = { id: 1 } as WebContents;

function ask<N extends ChannelName>(channel: N, request: ChannelRequest<N>): Promise<Answered<ChannelOutput<N>>> {
  const log = createLog({ dir: join(dir, 'logs'), maxBytes: 100_000, files: 2 });
  const shell = { openFile: async () => chosen } as unknown as ShellActions;
  return answer(
    channel,
    createHandlers({ merchantConsole: shop, shell, log }),
    { page: () => page, permit: async (permission) => shop.access.permit(permission), onFault: () => {} },
    { sender: page, senderFrame: { url: 'app://console/', parent: null } as never },
    request,
  );
}
async function must<N extends ChannelName>(channel: N, request: ChannelRequest<N>): Promise<ChannelOutput<N>> {
  const result = await ask(channel, request);
  if (!result.ok) throw new Error(`${channel}: ${result.error.code}`);
  return result.data;
}
const code = async <N extends ChannelName>(channel: N, request: ChannelRequest<N>): Promise<string> => {
  const result = await ask(channel, request);
  return result.ok ? 'ok' : result.error.code;
};
const idOf = (name: string) => {
  const operators = shop.operators();
  return (operators.ok && operators.data.names().find((operator) => operator.name === name)?.id) || 'nobody';
};
const recover = (name: string, newPin = '864213') => code('session.recover', { operatorId: idOf(name), newPin });
const signIn = (role: Role) => must('session.signIn', { operatorId: idOf(role), pin: pinOf[role] });
const collect = (amount: number) =>
  must('payments.collect', { attemptId: randomUUID(), profileId: deskOf(shop).profile.id, amount, note: '' });
const listed = async () =>
  (await must('payments.list', { filter: {}, after: null, limit: 50 })).rows.map((payment) => payment.id);

async function hire(...wanted: Role[]): Promise<void> {
  for (const role of wanted) {
    await must('operators.add', { name: role, role, newPin: pinOf[role], pin: pinOf.owner });
  }
}

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'access-'));
  gateway = await startPracticeProcess();
  vault = createMemoryVault();
  chosen = null;
  heard = [];
  shop = await openConsole({ dir, vault, heard: (topic) => heard.push(topic) });
  await addProfile(shop, gateway);
});
afterEach(async () => {
  vi.useRealTimers();
  await shop.close();
  await gateway.kill();
  await rm(dir, { recursive: true, force: true });
});

describe('a cashier', () => {
  let own: Payment;
  let others: Payment;
  beforeEach(async () => {
    await hire('owner', 'cashier', 'manager');
    others = await collect(999);
    await signIn('cashier');
    own = await collect(1250);
  });

  it('sees their own payments only, in every list, sum, search and detail', async () => {
    expect(await listed()).toEqual([own.id]);
    expect((await must('payments.totals', { filter: {} })).count).toBe(1);
    expect((await must('payments.open', undefined)).map(({ id }) => id)).toEqual([own.id]);
    expect(await must('payments.search', { text: others.requestNumber })).toEqual([]);
    expect(await must('payments.search', { text: own.requestNumber })).toHaveLength(1);
    expect(await code('payments.detail', { id: own.id })).toBe('ok');
    const byId = ['detail', 'queryNow', 'resend', 'cancel', 'copyLink'] as const;
    const answers = await Promise.all(byId.map((name) => code(`payments.${name}`, { id: others.id })));
    expect(answers).toEqual(byId.map(() => 'notFound'));
  });

  it('sees what they are handed, and the owner sees everything', async () => {
    await signIn('owner');
    expect(await listed()).toEqual([own.id, others.id]);
    await must('shifts.open', { float: null });
    await must('shifts.handOver', {
      handovers: [{ kind: 'payment', subject: others.id, to: idOf('cashier') }],
    });
    await signIn('cashier');
    expect(await listed()).toEqual([own.id, others.id]);
    expect(await code('payments.queryNow', { id: others.id })).toBe('ok');
  });

  it('is told what right is missing, and who has it', async () => {
    const refused = await ask('profiles.newDraft', undefined);
    expect(refused).toMatchObject({
      error: { code: 'notAllowed', params: { permission: 'profiles', holders: 'owner' } },
    });
  });

  it('chooses language and look, not the till and not the idle time', async () => {
    expect(await code('app.savePreferences', { language: 'en', theme: 'dark', sound: false })).toBe('ok');
    expect(await code('app.savePreferences', { theme: 'light', idleMinutes: 120 })).toBe('notAllowed');
    expect(await code('app.savePreferences', { till: '09' })).toBe('notAllowed');
    expect(shop.preferences).toMatchObject({ theme: 'dark', till: '01', idleMinutes: 10 });
  });

  it('gains nothing by way of practice mode', async () => {
    await must('practice.enter', undefined);
    expect((await shop.state()).operator?.role).toBe('owner'); // of play money
    expect(await code('profiles.newDraft', undefined)).toBe('notAllowed');
    expect(await code('profiles.remove', { profileId: 'x' })).toBe('notAllowed');
    expect(await code('app.savePreferences', { idleMinutes: 120 })).toBe('notAllowed');
    await must('practice.leave', undefined);
    expect((await shop.state()).operator).toMatchObject({ role: 'cashier' });
  });
});

describe('a locked console', () => {
  beforeEach(async () => {
    await hire('owner', 'cashier');
    await collect(1250);
    await must('session.lock', undefined);
  });

  it('shows names and nothing else', async () => {
    const state = await must('app.state', undefined);
    expect(state).toMatchObject({ locked: true, operator: null, permissions: ['open'], profile: null, profiles: [] });
    expect(state.operators.map(({ name }) => name)).toEqual(['owner', 'cashier']);
    expect(await code('payments.list', { filter: {}, after: null, limit: 1 })).toBe('locked');
  });

  it('keeps the names of those who left for what they did, and tells them to whoever is signed in', async () => {
    await signIn('owner');
    const left = idOf('cashier');
    await must('operators.remove', { operatorId: left, pin: pinOf.owner });
    const state = await must('app.state', undefined);
    expect(state.operators.map(({ name }) => name)).toEqual(['owner']);
    expect(state.formerOperators).toEqual([{ id: left, name: 'cashier' }]);
    await must('session.lock', undefined);
    expect((await must('app.state', undefined)).formerOperators).toEqual([]);
  });

  it('shows nothing of the live merchants by way of practice mode', async () => {
    expect(await code('practice.enter', undefined)).toBe('locked');
    await signIn('cashier');
    await must('practice.enter', undefined);
    await must('session.lock', undefined);
    expect((await must('app.state', undefined)).profiles).toEqual([]);
    await must('practice.leave', undefined);
    expect((await must('app.state', undefined)).locked).toBe(true);
  });

  it('goes on with a payment that is under way, and its result is there afterwards', async () => {
    heard = [];
    const [order] = await gateway.orders();
    await gateway.act(order!.req_seq_id, 'pay');
    await vi.waitFor(async () => {
      const { ledger, profile } = deskOf(shop);
      expect((await ledger.listPayments(profile.id, {}, null, 1)).rows[0]?.state).toBe('paid');
    }, 20_000);
    expect((await must('app.state', undefined)).locked).toBe(true);
    // The locked window was told nothing of it.
    expect(heard).not.toContain('payment.changed');
    await signIn('owner');
    expect(await listed()).toHaveLength(1);
  });

  it('is locked again after a restart', async () => {
    await signIn('owner');
    await shop.close();
    shop = await openConsole({ dir, vault });
    expect((await must('app.state', undefined)).locked).toBe(true);
  });
});

describe('the idle lock', () => {
  it('comes after the minutes that the owner set, and every sign of life puts it off', async () => {
    await hire('owner');
    await must('app.savePreferences', { idleMinutes: 2 });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await must('session.active', undefined);
    vi.advanceTimersByTime(119_000);
    await must('session.active', undefined);
    vi.advanceTimersByTime(119_000);
    expect(shop.access.here()).not.toBeNull();
    vi.advanceTimersByTime(1_000);
    expect(shop.access.here()).toBeNull();
  });

  it('locks nobody out of a shop without operators', async () => {
    await shop.access.lock('idle');
    expect(shop.access.here()).toMatchObject({ role: 'owner' });
  });
});

describe('an owner who forgot the PIN', () => {
  beforeEach(async () => {
    await hire('owner', 'manager');
    await must('session.lock', undefined);
  });

  it('gets a new one for the merchant’s own private key', async () => {
    chosen = writeCredentials(join(dir, 'key.json'), gateway);
    expect(await recover('owner')).toBe('ok');
    expect(shop.access.here()).toMatchObject({ name: 'owner' });
    await must('session.lock', undefined);
    expect(await code('session.signIn', { operatorId: idOf('owner'), pin: pinOf.owner })).toBe('pinWrong');
    expect(await code('session.signIn', { operatorId: idOf('owner'), pin: '864213' })).toBe('ok');
  });

  it('gets none for another key, no key, or a closed dialog; and nobody but an owner does', async () => {
    const other = await startPracticeProcess();
    chosen = writeCredentials(join(dir, 'other.json'), other);
    await other.kill();
    expect(await recover('owner')).toBe('recoveryWrongKey');
    chosen = writeCredentials(join(dir, 'none.json'), gateway, { rsa_merch_private_key: undefined });
    expect(await recover('owner')).toBe('recoveryWrongKey');
    chosen = join(dir, 'not there');
    expect(await recover('owner')).toBe('fileUnreadable');
    chosen = null;
    expect(await recover('owner')).toBe('cancelledDialog');
    chosen = writeCredentials(join(dir, 'key.json'), gateway);
    expect(await recover('manager')).toBe('operatorGone');
    expect(await recover('owner', '123456')).toBe('pinUnfit');
    expect(shop.access.here()).toBeNull();
    expect(await code('session.signIn', { operatorId: idOf('owner'), pin: pinOf.owner })).toBe('ok');
  });
});

it('a PIN is in no file of the console but as its hash', async () => {
  await hire('owner', 'cashier');
  await code('session.signIn', { operatorId: idOf('cashier'), pin: '55778899' });
  await signIn('cashier');
  await shop.close();
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
  expect(texts.length).toBeGreaterThan(0);
  expect(texts.filter((text) => text.includes(pinOf.owner) || text.includes('55778899'))).toEqual([]);
  shop = await openConsole({ dir, vault });
});
