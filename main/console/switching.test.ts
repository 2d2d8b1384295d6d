import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fen } from '../../shared/domain/money.ts';
import { LedgerFault } from '../ledger/types.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import type { MerchantConsole } from './console.ts';
import { addProfile, deskOf, openConsole } from './testing/openConsole.ts';

/** Which merchant is charged, and whether for real money: what the window shows and what the console does are one. */
let dir = '';
let gateway: PracticeProcess;
let vault: Vault;
let shop: MerchantConsole;
let told = 0;

const servers = () => process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
const reopen = () => openConsole({ dir, vault, changed: () => (told += 1) });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hc-switching-'));
  gateway = await startPracticeProcess();
  vault = createMemoryVault();
  shop = await reopen();
  await addProfile(shop, gateway);
});
afterEach(async () => {
  await shop.close();
  await gateway.kill();
  await rm(dir, { recursive: true, force: true });
});

describe('leaving practice', () => {
  it('brings back the merchant that was served before, not just any', async () => {
    const second = await addProfile(shop, gateway, { huifuId: '6666000000009002', name: '二号店' });
    expect(deskOf(shop).profile.id).toBe(second.id);
    await shop.enterPractice();
    await shop.leavePractice();
    expect(deskOf(shop).profile.id).toBe(second.id);
  });

  it('also after a restart in practice', async () => {
    const second = await addProfile(shop, gateway, { huifuId: '6666000000009002', name: '二号店' });
    await shop.enterPractice();
    await shop.close();
    shop = await reopen();
    expect(deskOf(shop).profile.environment).toBe('practice');
    await shop.leavePractice();
    expect(deskOf(shop).profile.id).toBe(second.id);
  });

  it('is told to the window even when it cannot be noted', async () => {
    await shop.enterPractice();
    const live = shop.live();
    if (!live.ok) throw new Error(live.error.code);
    Object.assign(live.data.ledger, { saveSetting: () => Promise.reject(new LedgerFault('full', 'disk full')) });
    const before = told;
    expect(await shop.leavePractice()).toMatchObject({ ok: true });
    expect(deskOf(shop).profile.environment).toBe('live');
    expect(told).toBeGreaterThan(before);
    expect((await shop.state()).environment).toBe('live');
  });
});

describe('entering practice', () => {
  it('twice at once opens it once', async () => {
    const before = servers();
    const [one, other] = await Promise.all([shop.enterPractice(), shop.enterPractice()]);
    expect([one.ok, other.ok]).toEqual([true, true]);
    await shop.leavePractice();
    await vi.waitFor(() => expect(servers()).toBe(before));
  });
});

describe('settings that change while the keychain waits for a person', () => {
  it('are what the next call is made with', async () => {
    await shop.close();
    const opened = vault;
    const unlocked = Promise.withResolvers<void>();
    vault = { ...opened, signer: (keyId) => unlocked.promise.then(() => opened.signer(keyId)) };
    shop = await reopen();
    const { profile, payments } = deskOf(shop);
    const asking = payments.collect('7c9fb0ff-6d2a-4f6f-9a7e-0f3f3a4f0b11', fen(100), '');
    expect(await shop.profiles.update(profile.id, { ...profile, projectId: 'PROJECTUNKNOWN' })).toMatchObject({
      ok: true,
    });
    await shop.profilesChanged();
    unlocked.resolve();
    await asking;
    const answer = await deskOf(shop).payments.collect('7c9fb0ff-6d2a-4f6f-9a7e-0f3f3a4f0b12', fen(100), '');
    expect(answer).toMatchObject({ ok: false, error: { code: 'gatewayRejected' } });
  });
});
