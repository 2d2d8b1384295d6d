import { useState } from 'react';
import type { CredentialDraft, ProfileFields } from '../../../shared/contract/profiles.ts';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useSetup } from './setup.ts';

type KeyPart = 'privateKey' | 'huifuPublicKey';

/**
 * What can be done with the credentials on screen. The typed fields live here, the keys in the main process.
 *
 * @param fixed fields that stay whatever a file says: those of the merchant whose keys are replaced
 */
export function useDraft(draft: CredentialDraft, fixed: ProfileFields | null) {
  const updated = useSetup((s) => s.updated);
  const check = useSetup((s) => s.check);
  const [fields, setFields] = useState(fixed ?? draft.fields);
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const draftId = draft.id;

  async function run<T>(ask: () => Promise<Answered<T>>): Promise<T | null> {
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    // Closing a file dialog is not an error.
    const failed = !answer.ok && answer.error.code !== 'cancelledDialog';
    setError(failed ? answer.error : null);
    return answer.ok ? answer.data : null;
  }

  /** Brings something into the draft; what was typed goes first, so that it is not lost to what the file says. */
  async function bring(ask: () => Promise<Answered<CredentialDraft>>): Promise<void> {
    const next = await run(async () => {
      const typed = await call('profiles.updateDraft', { draftId, fields });
      const brought = typed.ok ? await ask() : typed;
      return brought.ok && fixed ? call('profiles.updateDraft', { draftId, fields: fixed }) : brought;
    });
    if (!next) return;
    setTouched(true);
    setFields(next.fields);
    updated(next);
  }

  return {
    fields,
    touched,
    busy,
    error,
    clearError: () => setError(null),
    type: (next: ProfileFields) => {
      setTouched(true);
      setFields(next);
    },
    /** Has the main process look at what was typed; the fields on screen stay as they are. */
    rest: async () => {
      const answer = await call('profiles.updateDraft', { draftId, fields });
      if (answer.ok) updated(answer.data);
      else setError(answer.error);
    },
    pick: (part: 'all' | KeyPart) => bring(() => call('profiles.pickFile', { draftId, part })),
    paste: (part: KeyPart) => bring(() => call('profiles.pasteKey', { draftId, part })),
    unlock: (passphrase: string) => bring(() => call('profiles.passphrase', { draftId, passphrase })),
    drop: () => call('profiles.dropDraft', { draftId }),
    /** True if it was saved; otherwise the draft or `error` says why not. */
    save: async (): Promise<boolean> => {
      const looked = await run(() => call('profiles.updateDraft', { draftId, fields }));
      if (!looked) return false;
      updated(looked);
      if (looked.problems.length > 0 || looked.needsPassphrase) return false;
      const saved = await run(() => call('profiles.saveDraft', { draftId, fields }));
      if (saved) check(saved.id);
      return saved !== null;
    },
  };
}
