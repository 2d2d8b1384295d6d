import { z } from 'zod';
import { channel, nothing } from '../channel.ts';
import { profileFieldsSchema, type CheckFinding, type CredentialDraft, type ProfileView } from '../profiles.ts';

const byDraft = z.strictObject({ draftId: z.uuid() });

/** Merchant profiles and their keys. */
export const profilesChannels = {
  /** Opens a file dialog; credentials are read in the main process. Without `draftId` a new draft begins. */
  'profiles.pickFile': channel<CredentialDraft>()(
    z.strictObject({ draftId: z.uuid().optional(), part: z.enum(['all', 'privateKey', 'huifuPublicKey']) }),
  ),
  /** Reads a key from the clipboard in the main process and clears the clipboard after a private one. */
  'profiles.pasteKey': channel<CredentialDraft>()(
    z.strictObject({ draftId: z.uuid().optional(), part: z.enum(['privateKey', 'huifuPublicKey']) }),
  ),
  'profiles.passphrase': channel<CredentialDraft>()(byDraft.extend({ passphrase: z.string().min(1).max(1024) })),
  'profiles.newDraft': channel<CredentialDraft>()(nothing),
  'profiles.dropDraft': channel<null>()(byDraft),
  /** Checks the typed fields together with the keys of the draft; says what is still missing. */
  'profiles.updateDraft': channel<CredentialDraft>()(byDraft.extend({ fields: profileFieldsSchema })),
  /** Keychain first, ledger second; makes the profile the active one. */
  'profiles.saveDraft': channel<ProfileView>()(byDraft.extend({ fields: profileFieldsSchema })),
  /** Self-test, signed query, clock: each finding in words. Sends one harmless query. */
  'profiles.check': channel<CheckFinding[]>()(z.strictObject({ profileId: z.string().max(64) })),
  'profiles.update': channel<ProfileView>()(
    z.strictObject({ profileId: z.string().max(64), fields: profileFieldsSchema }),
  ),
  'profiles.activate': channel<null>()(z.strictObject({ profileId: z.string().max(64) })),
  'profiles.remove': channel<null>()(z.strictObject({ profileId: z.string().max(64) })),
} as const;
