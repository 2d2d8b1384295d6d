import type { WebContents } from 'electron';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPracticeProcess, type PracticeProcess } from '../../tests/practiceProcess.ts';
import { startup as english } from '../../shared/i18n/en/startup.ts';
import { startup as chinese } from '../../shared/i18n/zh-CN/startup.ts';
import { answer } from './answer.ts';
import { createHandlers, type ShellActions } from './handlers/index.ts';
import { createLog } from '../log/log.ts';
import { createMemoryVault } from '../vault/memoryVault.ts';
import type { Vault } from '../vault/types.ts';
import type { MerchantConsole } from '../console/console.ts';
import { addProfile, deskOf, openConsole } from '../console/testing/openConsole.ts';

const BLOCK = 4096;

/** A disk that is full for real is a small file system of its own; making one takes root on Linux. */
function canMount(): boolean {
  const dir = mkdtempSync(join(tmpdir(), 'hc-mount-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', dir], { stdio: 'ignore' });
    execFileSync('umount', [dir]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

describe.skipIf(!canMount())('a full disk (needs the right to mount a file system)', () => {
  let dir = '';
  let vault: Vault;
  let gateway: PracticeProcess;
  let shop: MerchantConsole;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'hc-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', dir]);
    gateway = await startPracticeProcess();
    vault = createMemoryVault();
    shop = await openConsole({ dir, vault });
    await addProfile(shop, gateway);
  });
  afterEach(async () => {
    await shop.close();
    await gateway.kill();
    execFileSync('umount', ['-l', dir]);
    rmSync(dir, { recursive: true, force: true });
  });

  /** Leaves so many blocks of 4 KiB on the disk. */
  function leave(blocks: number): void {
    const file = join(dir, 'hog');
    rmSync(file, { force: true });
    const hog = openSync(file, 'w');
    try {
      for (let left = Number(statfsSync(dir).bfree) - blocks; left > 0; left -= 1) {
        writeSync(hog, Buffer.alloc(BLOCK, 1));
      }
    } catch (error) {
      // The console writes too: what it took meanwhile is as full.
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    } finally {
      closeSync(hog);
    }
  }
  const makeRoom = () => rmSync(join(dir, 'hog'));

  /** Charges as the window does: through the contract. */
  async function charge() {
    const page = { id: 1 } as WebContents;
    const log = createLog({ dir: join(dir, 'logs'), maxBytes: 1000, files: 2 });
    const desk = shop.desk();
    const profileId = desk.ok ? desk.data.profile.id : 'nobody is there';
    return answer(
      'payments.collect',
      createHandlers({ merchantConsole: shop, shell: {} as ShellActions, log }),
      { page: () => page, permit: async () => ({ ok: true, data: null }), onFault: () => {} },
      { sender: page, senderFrame: { url: 'app://console/', parent: null } as never },
      { attemptId: randomUUID(), profileId, amount: 1250, note: '' },
    );
  }

  async function payments() {
    const { ledger, profile } = deskOf(shop);
    return (await ledger.listPayments(profile.id, {}, null, 100)).rows;
  }

  it('refuses the charge in words, sends nothing, and takes the next one once there is room', async () => {
    leave(0);
    expect(await charge()).toMatchObject({ ok: false, error: { code: 'ledgerFull' } });
    expect(await payments()).toEqual([]);
    // Only the gateway's clock was looked at, by a query of an order that was never made.
    expect((await gateway.calls()).filter(({ path }) => !path.endsWith('/queryorderinfo'))).toEqual([]);
    expect(await gateway.orders()).toEqual([]);
    makeRoom();
    expect(await charge()).toMatchObject({ ok: true, data: { state: 'waiting' } });
    expect((await gateway.orders()).length).toBe(1);
  });

  it('may come at any write of a charge: what was sent is on record, what was not sent ends as not sent', async () => {
    // Every charge finds a little more room than the one before, so that it is refused a little later.
    const codes = new Set<string>();
    for (let blocks = 0; blocks <= 22; blocks += 1) {
      leave(blocks);
      const charged = await charge();
      codes.add(charged.ok ? charged.data.state : charged.error.code);
      const orders = await gateway.orders();
      const open = (await payments()).filter(({ state }) => state === 'unknown' || state === 'waiting');
      expect(orders.map((order) => order.req_seq_id).sort()).toEqual(open.map(({ id }) => id).sort());
    }
    expect([...codes]).toContain('ledgerFull');
    const stuck = (await payments()).filter(({ state }) => state === 'created');
    expect(stuck.length).toBeGreaterThan(0);
    makeRoom();
    await vi.waitFor(async () => expect((await payments()).map(({ state }) => state)).not.toContain('created'), 20_000);
    for (const { id } of stuck) {
      expect(await deskOf(shop).ledger.payment(id)).toMatchObject({ state: 'failed', endReason: 'notSent' });
    }
    expect(await charge()).toMatchObject({ ok: true, data: { state: 'waiting' } });
  });

  it('while a payment is pending: that it was paid is learnt as soon as there is room', async () => {
    expect(await charge()).toMatchObject({ ok: true });
    const [order] = await gateway.orders();
    leave(0);
    await gateway.act(order!.req_seq_id, 'pay');
    const asked = async () => (await gateway.calls()).filter(({ path }) => path.endsWith('/queryorderinfo')).length;
    await vi.waitFor(async () => expect(await asked()).toBeGreaterThan(1), 20_000);
    makeRoom();
    await vi.waitFor(async () => expect(await payments()).toMatchObject([{ state: 'paid' }]), 20_000);
  });

  it('at the start: says that the disk is full, offers no old backup, and opens once there is room', async () => {
    expect(await charge()).toMatchObject({ ok: true });
    await deskOf(shop).ledger.backup('manual');
    await shop.close();
    leave(0);
    shop = await openConsole({ dir, vault });
    const { startupProblem } = await shop.state();
    expect(startupProblem).toMatchObject({ kind: 'full', backups: [] });
    for (const words of [chinese, english]) expect(words.kind[startupProblem!.kind].todo.length).toBeGreaterThan(10);
    expect(await charge()).toMatchObject({ ok: false });
    await shop.close();
    makeRoom();
    shop = await openConsole({ dir, vault });
    expect(await payments()).toMatchObject([{ state: 'waiting' }]);
  });

  it('at the start, with an unsent intent to end: starts all the same', async () => {
    // Room for the intent, none for the note that it is being sent.
    for (let blocks = 3; (await payments()).every(({ state }) => state !== 'created'); blocks += 1) {
      leave(blocks);
      await charge();
    }
    makeRoom();
    await shop.close();
    leave(9);
    shop = await openConsole({ dir, vault });
    const opened = (await shop.state()).startupProblem === null;
    makeRoom();
    if (!opened) {
      await shop.close();
      shop = await openConsole({ dir, vault });
    }
    await vi.waitFor(async () => expect((await payments()).map(({ state }) => state)).not.toContain('created'), 20_000);
  });
});
