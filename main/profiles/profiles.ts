import { randomUUID } from 'node:crypto';
import type { Answered } from '../../shared/contract/errors.ts';
import type { CheckFinding, CredentialDraft, ProfileFields, ProfileView } from '../../shared/contract/profiles.ts';
import type { Environment, Profile } from '../../shared/domain/profile.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time.ts';
import type { Audit } from '../audit/types.ts';
import type { GatewayIdentity, PaymentGateway } from '../gateway/types.ts';
import type { Ledger } from '../ledger/types.ts';
import { failure } from '../log/failure.ts';
import { vaultErrorCode } from '../vault/problem.ts';
import type { Vault, VaultError } from '../vault/types.ts';
import { checkProfile } from './check.ts';
import { readCredentialFile } from './credentialFile.ts';
import { readCredentials, readCredentialText, type CredentialPart } from './credentials.ts';
import { Drafts, type CompleteDraft } from './drafts.ts';
import { fieldProblems, tidyFields } from './fields.ts';
import { holdsPrivateKey } from './keyText.ts';
import { noteSpare, sweepSpare } from './spareKeys.ts';
import { differences } from '../audit/differences.ts';
import { viewProfile } from './view.ts';

/** Where the profiles of one environment are kept. */
export interface ProfilesPlace {
  readonly environment: Environment;
  readonly ledger: Ledger;
  readonly vault: Vault;
  readonly audit: Pick<Audit, 'record'>;
}

export interface ProfilesNeeds {
  /** Where new profiles go. */
  live(): Answered<ProfilesPlace>;
  /** What is on the screen, practice mode included. */
  current(): Answered<ProfilesPlace>;
  gateway(identity: GatewayIdentity): PaymentGateway;
  now(): Instant;
  /** Two characters that name this till point, for the check's request number. */
  till(): string;
  warn(message: string, fields: Record<string, string | number>): void;
}

/** The part of the form a text is meant for, and the draft it is added to; without `draftId` a new one begins. */
export interface DraftTarget {
  draftId?: string | undefined;
  part: CredentialPart;
}

export interface Profiles {
  newDraft(): CredentialDraft;
  /** Reads a file that a person chose in a dialog. */
  readFile(path: string, target: DraftTarget): Promise<Answered<CredentialDraft>>;
  /** Reads what the clipboard held. `private`: it held a private key, so the clipboard is to be cleared. */
  readPasted(text: string, target: DraftTarget): { draft: Answered<CredentialDraft>; private: boolean };
  passphrase(draftId: string, passphrase: string): Answered<CredentialDraft>;
  updateDraft(draftId: string, fields: ProfileFields): Answered<CredentialDraft>;
  dropDraft(draftId: string): void;
  /**
   * Keychain first, ledger second. Credentials of a merchant that is on record already (same merchant ID at the same
   * address) replace that profile's keys and fields instead of making a twin: its payments stay with it.
   */
  saveDraft(draftId: string, fields: ProfileFields): Promise<Answered<ProfileView>>;
  /**
   * Changes the fields. The merchant ID of a profile with payments stays, and so does the address of one with open
   * payments: they could not be asked for any more, and an order that is not found would be taken for expired.
   */
  update(profileId: string, fields: ProfileFields): Promise<Answered<ProfileView>>;
  /** Removes a profile without payments, then its key. */
  remove(profileId: string): Promise<Answered<null>>;
  check(profileId: string): Promise<Answered<CheckFinding[]>>;
  /** Removes keychain entries that an interrupted change has left behind; for the start-up. */
  tidy(): Promise<void>;
  /** Forgets every draft and its private key. */
  close(): void;
}

/** Merchant profiles and the credentials they are made of. */
export function createProfiles(needs: ProfilesNeeds): Profiles {
  const drafts = new Drafts();
  let last: Promise<unknown> = Promise.resolve();

  /** One change at a time: each takes several steps through keychain and ledger, and a second one must see them all. */
  function inTurn<T>(change: () => Promise<T>): Promise<T> {
    const changing = last.then(change);
    last = changing.catch(() => {});
    return changing;
  }

  async function save(
    { ledger, vault, environment, audit }: ProfilesPlace,
    draft: CompleteDraft,
  ): Promise<Answered<Profile>> {
    const { fields, privateKey, huifuKey, webhookKey } = draft;
    const known = (await ledger.profiles()).find(
      (one) => one.huifuId === fields.huifuId && one.baseUrl === fields.baseUrl,
    );
    // A new name for a new key: until the ledger says otherwise, the old one stands and is used.
    const keyId = randomUUID();
    const profile: Profile = {
      ...fields,
      id: known?.id ?? randomUUID(),
      // Without a name of its own the shop goes by the title that its customers see.
      name: fields.name || known?.name || [...fields.projectTitle].slice(0, 40).join('') || fields.huifuId,
      environment,
      huifuPublicKey: huifuKey.publicKey,
      keyId,
      keyFingerprint: privateKey.fingerprint,
      keyBits: privateKey.bits,
      hasWebhookKey: webhookKey !== null || (known?.hasWebhookKey ?? false),
      createdAt: known?.createdAt ?? needs.now(),
    };
    const after = { name: profile.name, huifuId: profile.huifuId, fingerprint: profile.keyFingerprint };
    await audit.record({ act: 'key.stored', subject: profile.id, after });
    await noteSpare(ledger, [keyId, ...(known ? [known.keyId] : [profile.id])]);
    const stored = await vault.storeKey(keyId, privateKey.pkcs8);
    if (!stored.ok) return keychainFailure(stored.error);
    if (webhookKey !== null) {
      const kept = await vault.storeSecret(profile.id, webhookKey);
      if (!kept.ok) return keychainFailure(kept.error);
    }
    await ledger.saveProfile(profile);
    await audit.record({ act: 'profile.saved', subject: profile.id, after });
    return ok(profile);
  }

  async function sweep({ ledger, vault }: ProfilesPlace): Promise<void> {
    const left = await sweepSpare(ledger, vault);
    if (left > 0) needs.warn('unused keys are still in the keychain', { left });
  }

  /** The place that holds a profile: what is on the screen before what is not. */
  async function find(profileId: string): Promise<Answered<{ place: ProfilesPlace; profile: Profile }>> {
    for (const place of [needs.current(), needs.live()]) {
      if (!place.ok) return place;
      const profile = (await place.data.ledger.profiles()).find((one) => one.id === profileId);
      if (profile) return ok({ place: place.data, profile });
    }
    return failure('notFound');
  }

  return {
    newDraft: () => drafts.create(),

    async readFile(path, { draftId, part }) {
      const bytes = await readCredentialFile(path);
      if (!bytes.ok) return failure(bytes.error);
      const read = readCredentials(bytes.data, part);
      bytes.data.fill(0);
      return answered(drafts.add(draftId, part, read));
    },

    readPasted(text, { draftId, part }) {
      if (text.trim() === '') return { draft: answered(drafts.addNothing(draftId, part)), private: false };
      const read = readCredentialText(text, part);
      return { draft: answered(drafts.add(draftId, part, read)), private: holdsPrivateKey(text) };
    },

    passphrase: (draftId, passphrase) => answered(drafts.passphrase(draftId, passphrase)),
    updateDraft: (draftId, fields) => answered(drafts.update(draftId, fields)),
    dropDraft: (draftId) => drafts.drop(draftId),

    saveDraft(draftId, fields) {
      return inTurn(async () => {
        const place = needs.live();
        if (!place.ok) return place;
        const draft = drafts.complete(draftId, fields);
        if (draft === 'gone') return failure('draftGone');
        if (draft === 'incomplete') return failure('draftIncomplete');
        const saved = await save(place.data, draft);
        if (!saved.ok) return saved;
        drafts.drop(draftId);
        await sweep(place.data);
        return ok(await viewProfile(saved.data, place.data.vault));
      });
    },

    update(profileId, given) {
      return inTurn(async () => {
        const found = await find(profileId);
        if (!found.ok) return found;
        const { place, profile } = found.data;
        const fields = tidyFields(given);
        const problem = fieldProblems(fields)[0];
        if (problem) return failure('profileIncomplete', { params: { ...problem } });
        if (fields.huifuId !== profile.huifuId) {
          const { rows } = await place.ledger.listPayments(profileId, {}, null, 1);
          if (rows.length > 0) return failure('profileInUse');
        }
        if (fields.baseUrl !== profile.baseUrl && (await place.ledger.openPayments(profileId)).length > 0) {
          return failure('profileInUse');
        }
        const changed = { ...profile, ...fields, name: fields.name || profile.name };
        await place.audit.record({ act: 'profile.changed', subject: profileId, ...differences(profile, changed) });
        await place.ledger.saveProfile(changed);
        return ok(await viewProfile(changed, place.vault));
      });
    },

    remove(profileId) {
      return inTurn(async () => {
        const found = await find(profileId);
        if (!found.ok) return found;
        const { place, profile } = found.data;
        await place.audit.record({ act: 'profile.removed', subject: profileId, before: { name: profile.name } });
        await noteSpare(place.ledger, [profile.id, profile.keyId]);
        if (!(await place.ledger.removeProfile(profileId))) return failure('profileInUse');
        await sweep(place);
        return ok(null);
      });
    },

    async check(profileId) {
      const found = await find(profileId);
      if (!found.ok) return found;
      const { place, profile } = found.data;
      return ok(await checkProfile({ ...needs, profile, vault: place.vault }));
    },

    tidy() {
      return inTurn(async () => {
        const place = needs.live();
        if (place.ok) await sweep(place.data);
      });
    },

    close: () => drafts.close(),
  };
}

function answered(draft: CredentialDraft | null): Answered<CredentialDraft> {
  return draft ? ok(draft) : failure('draftGone');
}

function keychainFailure(error: VaultError): Answered<never> {
  return failure(vaultErrorCode(error), { params: { detail: error.detail } });
}
