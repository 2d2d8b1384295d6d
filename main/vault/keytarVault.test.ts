import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withKeychain } from '../../scripts/keychain.mjs';
import { newKeyPair } from './testing.ts';

const script = fileURLToPath(new URL('keychainSteps.ts', import.meta.url));
const stored = newKeyPair(4096);
const done = { ok: true, data: null };

/** A real gnome-keyring, private to this test; the files of one `home` outlive each session, as a user's do. */
describe.runIf(process.platform === 'linux')('on a real keychain', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'keychain-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  function inSession(
    state: 'unlocked' | 'locked' | 'absent',
    steps: string[],
    key = stored,
  ): Promise<Record<string, unknown>> {
    const { file, args, env } = withKeychain({ home, state }, [process.execPath, script, ...steps]);
    return new Promise((resolve, reject) => {
      const child = execFile(file, args, { env }, (error, stdout) => {
        if (error) reject(error);
        else resolve(JSON.parse(stdout) as Record<string, unknown>);
      });
      child.stdin?.end(key.pkcs8.toString('base64'));
    });
  }

  it('unlocked: keeps a 4096-bit key over the end of the process, signs with it, removes it', async () => {
    expect(await inSession('unlocked', ['probe', 'store', 'secret'])).toEqual({
      probe: done,
      store: done,
      secret: [done, { ok: true, data: '终端\0密钥' }],
    });
    expect(await inSession('unlocked', ['sign', 'state'])).toEqual({ sign: { verified: true }, state: 'present' });
  });

  it('locked: a key on record is unavailable, nothing is stored or removed, and the key is there again afterwards', async () => {
    const shut = { ok: false, error: { problem: 'locked', detail: expect.any(String) as string } };
    expect(await inSession('locked', ['state', 'store', 'remove', 'probe'], newKeyPair())).toEqual({
      state: 'unavailable',
      store: shut,
      remove: shut,
      probe: shut,
    });
    expect(await inSession('unlocked', ['sign', 'remove', 'state'])).toEqual({
      sign: { verified: true },
      remove: done,
      state: 'unavailable',
    });
  });

  it('absent: says so in every call', async () => {
    const none = { ok: false, error: { problem: 'absent', detail: expect.any(String) as string } };
    expect(await inSession('absent', ['state', 'store', 'sign', 'remove', 'probe'])).toEqual({
      state: 'unavailable',
      store: none,
      sign: none,
      remove: none,
      probe: none,
    });
  });
});
