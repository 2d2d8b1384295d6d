import { join } from 'node:path';
import type { EventTopic } from '../../../shared/contract/channels.ts';
import type { ProfileFields } from '../../../shared/contract/profiles.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import { instant } from '../../../shared/domain/time.ts';
import type { PracticeReady } from '../../../tests/practiceProcess.ts';
import { createLog } from '../../log/log.ts';
import { quickPinCost } from '../../operators/testing/staff.ts';
import type { Vault } from '../../vault/types.ts';
import { MerchantConsole } from '../console.ts';
import type { Desk } from '../desk.ts';

/** The whole console without its window, on real parts: a ledger in `dir`, real sockets. */
export function openConsole(given: {
  dir: string;
  vault: Vault;
  fetch?: typeof fetch;
  /** ms since 1970; the system's clock otherwise. */
  now?: () => number;
  /** Told of every event that the window is told of. */
  heard?: (topic: EventTopic) => void;
  /** Told when the window is to read everything anew. */
  changed?: () => void;
}): Promise<MerchantConsole> {
  const { dir, vault, fetch = globalThis.fetch, now = Date.now, changed = () => {}, heard = () => {} } = given;
  return MerchantConsole.open({
    dataDir: dir,
    vault,
    fetch,
    log: createLog({ dir: join(dir, 'logs'), maxBytes: 1_000_000, files: 2 }),
    now: () => instant(now()),
    broadcast(topic) {
      heard(topic);
      if (topic === 'app.changed') changed();
    },
    about: { version: '0', host: 'stand-in', platform: process.platform },
    preferencesChanged: () => {},
    pinCost: quickPinCost,
  });
}

/** What a merchant of this gateway does once: keys into the keychain, the profile into the ledger. */
export async function addProfile(
  shop: MerchantConsole,
  gateway: PracticeReady,
  change: Partial<ProfileFields> = {},
): Promise<Profile> {
  const draft = shop.profiles.newDraft();
  const text = JSON.stringify({ ...gateway, event: undefined });
  const read = shop.profiles.readPasted(text, { draftId: draft.id, part: 'all' });
  if (!read.draft.ok) throw new Error(read.draft.error.code);
  const saved = await shop.profiles.saveDraft(draft.id, { ...read.draft.data.fields, name: '街角咖啡', ...change });
  if (!saved.ok) throw new Error(saved.error.code);
  await shop.profilesChanged(saved.data.id);
  return deskOf(shop).profile;
}

/** The merchant on the screen; throws when there is none. */
export function deskOf(shop: MerchantConsole): Desk {
  const answer = shop.desk();
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.data;
}
