import { z } from 'zod';
import type { Ledger } from '../ledger/types.ts';
import type { Vault } from '../vault/types.ts';

/**
 * Keychain and ledger cannot change in one step. Before an entry is made that no profile names yet, or a profile is
 * removed whose entries still stand, the entry's name is noted here, so that no private key outlives a crash unseen
 * (keychains must not be listed).
 */
const SETTING = 'spareKeys';

const namesSchema = z.array(z.string().regex(/^[0-9A-Za-z_-]{1,64}$/)).catch([]);

/** Notes names whose entries are to go unless a profile names them. */
export async function noteSpare(ledger: Ledger, names: string[]): Promise<void> {
  await save(ledger, [...new Set([...(await load(ledger)), ...names])]);
}

/**
 * Removes the keys and secrets that no profile needs. What a locked keychain keeps stays noted for the next time.
 *
 * @returns how many names are still noted
 */
export async function sweepSpare(ledger: Ledger, vault: Vault): Promise<number> {
  const noted = await load(ledger);
  if (noted.length === 0) return 0;
  const needed = new Set((await ledger.profiles()).flatMap((profile) => [profile.id, profile.keyId]));
  const left: string[] = [];
  for (const name of noted) {
    if (needed.has(name)) continue;
    const gone = (await vault.removeKey(name)).ok && (await vault.removeSecret(name)).ok;
    if (!gone) left.push(name);
  }
  await save(ledger, left);
  return left.length;
}

async function load(ledger: Ledger): Promise<string[]> {
  const text = await ledger.setting(SETTING);
  try {
    return namesSchema.parse(JSON.parse(text ?? '[]'));
  } catch {
    return [];
  }
}

async function save(ledger: Ledger, names: string[]): Promise<void> {
  await ledger.saveSetting(SETTING, JSON.stringify(names));
}
