import { z } from 'zod';
import { apiGenerations, type Environment, type KeyState, type Profile } from '../domain/profile.ts';

/** What is wrong with a credential that was read. Each has a sentence that says what to do. */
export const credentialProblems = [
  'notJson',
  'noCredentials',
  'halfPem',
  'notAKey',
  'publicInsteadOfPrivate',
  'privateInsteadOfPublic',
  'notRsa',
  'tooShort',
  'encrypted',
  'wrongPassphrase',
  'unsupportedEncryption',
  'ownPublicKey',
  'keyMissing',
  'huifuKeyMissing',
  'sysIdMissing',
  'productIdMissing',
  'huifuIdMissing',
  'badId',
  'badAddress',
  'plainHttp',
  'clipboardEmpty',
] as const;
export type CredentialProblem = (typeof credentialProblems)[number];

/** A remark that needs no action, such as where a key was recognised in spite of its name. */
export const credentialNotes = [
  'merchantPublicKeyTakenAsHuifus',
  'pkcs1Converted',
  'bits4096',
  'pairFromFile',
] as const;
export type CredentialNote = (typeof credentialNotes)[number];

/** The fields of a profile that a person types; the keys are not among them. */
export const profileFieldsSchema = z.strictObject({
  name: z.string().trim().max(40),
  sysId: z.string().trim().max(32),
  productId: z.string().trim().max(32),
  huifuId: z.string().trim().max(32),
  baseUrl: z.string().trim().max(200),
  generation: z.enum(apiGenerations),
  projectId: z.string().trim().max(32),
  projectTitle: z.string().trim().max(64),
  skillSource: z.string().trim().max(64),
  linkMinutes: z.number().int().min(2).max(120),
});
export type ProfileFields = z.infer<typeof profileFieldsSchema>;

/** Credentials on their way in. The private key stays in the main process; the window sees only this. */
export interface CredentialDraft {
  id: string;
  fields: ProfileFields;
  privateKey: { fingerprint: string; bits: number } | null;
  huifuPublicKey: { fingerprint: string; bits: number } | null;
  hasWebhookKey: boolean;
  /** An encrypted private key waits for its passphrase. */
  needsPassphrase: boolean;
  problems: { problem: CredentialProblem; field: string }[];
  notes: CredentialNote[];
}

/** One finding of the live check, worded by `shared/i18n`. */
export const checkTopics = ['keychain', 'selfTest', 'reach', 'signature', 'query', 'clock', 'project'] as const;
export type CheckTopic = (typeof checkTopics)[number];
export interface CheckFinding {
  topic: CheckTopic;
  level: 'good' | 'warning' | 'bad' | 'skipped';
  /** Chooses the sentence: `checks.<topic>.<outcome>`. */
  outcome: string;
  params: Record<string, string | number>;
}

/** A profile as the window sees it: everything but Huifu's key bytes and keychain names. */
export type ProfileView = Omit<Profile, 'huifuPublicKey' | 'keyId'> & {
  environment: Environment;
  keyState: KeyState;
  huifuKeyFingerprint: string;
};
