import type { profilesChannels } from '../../../shared/contract/channels/profiles.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import { ok } from '../../../shared/domain/result.ts';
import { failure } from '../../log/failure.ts';
import { done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function profilesHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof profilesChannels> {
  const { profiles } = merchantConsole;

  /** Passes a profile that was changed on to the desks. */
  async function followed<T>(change: Answered<T>, activate?: string): Promise<Answered<T>> {
    if (change.ok) await merchantConsole.profilesChanged(activate);
    return change;
  }

  return {
    'profiles.newDraft': async () => ok(profiles.newDraft()),
    'profiles.pickFile': async (target) => {
      const path = await shell.openFile('credentials');
      return path === null ? failure('cancelledDialog') : profiles.readFile(path, target);
    },
    'profiles.pasteKey': async (target) => {
      const read = profiles.readPasted(await shell.readClipboard(), target);
      if (read.private) await shell.clearClipboard();
      return read.draft;
    },
    'profiles.passphrase': async ({ draftId, passphrase }) => profiles.passphrase(draftId, passphrase),
    'profiles.updateDraft': async ({ draftId, fields }) => profiles.updateDraft(draftId, fields),
    'profiles.dropDraft': async ({ draftId }) => {
      profiles.dropDraft(draftId);
      return done;
    },
    'profiles.saveDraft': async ({ draftId, fields }) => {
      const saved = await profiles.saveDraft(draftId, fields);
      return followed(saved, saved.ok ? saved.data.id : undefined);
    },
    'profiles.update': async ({ profileId, fields }) => followed(await profiles.update(profileId, fields)),
    'profiles.remove': async ({ profileId }) => followed(await profiles.remove(profileId)),
    'profiles.activate': ({ profileId }) => merchantConsole.activate(profileId),
    'profiles.check': async ({ profileId }) => {
      const findings = await profiles.check(profileId);
      merchantConsole.keysMayBeBack();
      return findings;
    },
  };
}
