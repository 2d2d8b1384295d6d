import { randomUUID } from 'node:crypto';
import {
  profileFieldsSchema,
  type CredentialDraft,
  type CredentialNote,
  type ProfileFields,
} from '../../shared/contract/profiles.ts';
import type { CredentialPart, FoundPublicKey, ReadCredentials } from './credentials.ts';
import { emptyFields, fieldProblems, tidyFields } from './fields.ts';
import { unsealKey, type PrivateKeyRead, type PublicKeyRead, type SealedKey } from './keyText.ts';

/** A draft that nobody touches for this long is dropped, and the private key with it. */
const KEPT_MS = 15 * 60_000;

type Problems = CredentialDraft['problems'];

interface State {
  id: string;
  fields: ProfileFields;
  privateKey: PrivateKeyRead | SealedKey | null;
  publicKeys: FoundPublicKey[];
  webhookKey: string | null;
  /** What was wrong with the text last read for a field. */
  problems: Problems;
  notes: Set<CredentialNote>;
  timer: NodeJS.Timeout;
}

/** Everything a profile needs. The draft keeps owning `privateKey.pkcs8` and fills it with zeros when it is dropped. */
export interface CompleteDraft {
  fields: ProfileFields;
  privateKey: PrivateKeyRead;
  huifuKey: PublicKeyRead;
  webhookKey: string | null;
}

/**
 * Credentials on their way in. Private keys of drafts are in the memory of this process only, and leave it when the
 * draft is dropped, saved, or left alone for 15 minutes. What is handed out shows fingerprints.
 */
export class Drafts {
  readonly #drafts = new Map<string, State>();

  create(): CredentialDraft {
    return view(this.#open());
  }

  /**
   * Adds what was read to a draft, or to a new one. A key that was read for a part takes the place of the earlier one,
   * also where it turned out to be unusable: what is shown is always the last that was given.
   *
   * @returns `null` when there is no such draft any more
   */
  add(draftId: string | undefined, part: CredentialPart, read: ReadCredentials): CredentialDraft | null {
    const state = draftId === undefined ? this.#open() : this.#touch(draftId);
    if (!state) {
      wipe(read.privateKey);
      return null;
    }
    const replaces = (field: 'privateKey' | 'huifuPublicKey') =>
      part === field || (part === 'all' && read.problems.some((found) => found.field === field));
    if (read.privateKey || replaces('privateKey')) {
      wipe(state.privateKey);
      state.privateKey = read.privateKey;
      state.notes = new Set(read.notes);
    }
    if (read.publicKeys.length > 0 || replaces('huifuPublicKey')) state.publicKeys = read.publicKeys;
    if (read.webhookKey) state.webhookKey = read.webhookKey;
    state.problems = [
      ...state.problems.filter(({ field }) => part !== 'all' && field !== part && field !== 'file'),
      ...read.problems,
    ];
    this.#takeFields(state, read.fields);
    return view(state);
  }

  /** Says that there was nothing to read, and leaves the draft as it is otherwise. */
  addNothing(draftId: string | undefined, part: CredentialPart): CredentialDraft | null {
    const state = draftId === undefined ? this.#open() : this.#touch(draftId);
    if (!state) return null;
    const problems = [
      ...state.problems.filter(({ field }) => field !== part),
      { problem: 'clipboardEmpty' as const, field: part },
    ];
    return view({ ...state, problems });
  }

  /** Opens the encrypted key of a draft; where that fails, the draft says why and may be tried again. */
  passphrase(draftId: string, passphrase: string): CredentialDraft | null {
    const state = this.#touch(draftId);
    if (!state || state.privateKey?.kind !== 'sealed') return state && view(state);
    const opened = unsealKey(state.privateKey, passphrase);
    state.problems = state.problems.filter(({ field }) => field !== 'privateKey');
    if (opened.kind === 'private') {
      wipe(state.privateKey);
      state.privateKey = opened;
    } else state.problems.push({ problem: opened.problem, field: 'privateKey' });
    return view(state);
  }

  update(draftId: string, fields: ProfileFields): CredentialDraft | null {
    const state = this.#touch(draftId);
    if (!state) return null;
    state.fields = tidyFields(fields);
    state.problems = state.problems.filter(({ field }) => !(field in state.fields) && field !== 'file');
    return view(state);
  }

  /**
   * The draft with everything a profile needs, with these fields.
   *
   * @returns `gone` when there is no such draft any more, `incomplete` while its view names problems
   */
  complete(draftId: string, fields: ProfileFields): CompleteDraft | 'gone' | 'incomplete' {
    if (!this.update(draftId, fields)) return 'gone';
    const state = this.#drafts.get(draftId)!;
    const { huifuKey, problems } = judge(state);
    if (problems.length > 0 || state.privateKey?.kind !== 'private' || !huifuKey) return 'incomplete';
    return { fields: state.fields, privateKey: state.privateKey, huifuKey, webhookKey: state.webhookKey };
  }

  drop(draftId: string): void {
    const state = this.#drafts.get(draftId);
    if (!state) return;
    clearTimeout(state.timer);
    wipe(state.privateKey);
    state.privateKey = null;
    state.webhookKey = null;
    this.#drafts.delete(draftId);
  }

  /** Drops every draft. */
  close(): void {
    for (const id of this.#drafts.keys()) this.drop(id);
  }

  #open(): State {
    const id = randomUUID();
    const state: State = {
      id,
      fields: emptyFields,
      privateKey: null,
      publicKeys: [],
      webhookKey: null,
      problems: [],
      notes: new Set(),
      timer: this.#expiry(id),
    };
    this.#drafts.set(id, state);
    return state;
  }

  #touch(draftId: string): State | null {
    const state = this.#drafts.get(draftId);
    if (!state) return null;
    clearTimeout(state.timer);
    state.timer = this.#expiry(draftId);
    return state;
  }

  #expiry(id: string): NodeJS.Timeout {
    return setTimeout(() => this.drop(id), KEPT_MS).unref();
  }

  /** Takes the values of a file; one that no field of the form could hold is not taken, and said. */
  #takeFields(state: State, found: ReadCredentials['fields']): void {
    const fields = { ...state.fields };
    for (const [field, value] of Object.entries(found) as [keyof typeof found, string][]) {
      const fits = profileFieldsSchema.shape[field].safeParse(value);
      if (fits.success) fields[field] = fits.data;
      else if (field !== 'name' && field !== 'projectTitle') {
        state.problems.push({ problem: field === 'baseUrl' ? 'badAddress' : 'badId', field });
      }
    }
    state.fields = tidyFields(fields);
  }
}

/**
 * Looks at the keys of a draft together. A public key that is the private key's own half is never Huifu's, whatever it
 * is called; one that the file calls the merchant's is Huifu's when it is not that half.
 */
function judge(state: State): { huifuKey: PublicKeyRead | null; problems: Problems; notes: CredentialNote[] } {
  const { privateKey, publicKeys } = state;
  const own = privateKey?.kind === 'private' ? privateKey.publicKey : null;
  const others = publicKeys.filter(({ key }) => key.publicKey !== own);
  const chosen = others.find(({ named }) => named === 'huifu') ?? others[0] ?? null;
  const problems = [...state.problems];
  const notes = new Set(state.notes);
  const has = (field: string) => problems.some((found) => found.field === field);

  if (!privateKey && !has('privateKey')) problems.push({ problem: 'keyMissing', field: 'privateKey' });
  if (privateKey?.kind === 'sealed' && !has('privateKey')) problems.push({ problem: 'encrypted', field: 'privateKey' });
  if (!chosen && !has('huifuPublicKey')) {
    problems.push({ problem: publicKeys.length > 0 ? 'ownPublicKey' : 'huifuKeyMissing', field: 'huifuPublicKey' });
  }
  for (const found of fieldProblems(state.fields)) if (!has(found.field)) problems.push(found);

  if (chosen?.named === 'merchant') notes.add('merchantPublicKeyTakenAsHuifus');
  if (chosen && others.length < publicKeys.length) notes.add('pairFromFile');
  if (privateKey?.kind === 'private' && privateKey.bits >= 4096) notes.add('bits4096');
  return { huifuKey: chosen?.key ?? null, problems, notes: [...notes] };
}

function view(state: State): CredentialDraft {
  const { huifuKey, problems, notes } = judge(state);
  return {
    id: state.id,
    fields: state.fields,
    privateKey: state.privateKey?.kind === 'private' ? shown(state.privateKey) : null,
    huifuPublicKey: huifuKey && shown(huifuKey),
    hasWebhookKey: state.webhookKey !== null,
    needsPassphrase: state.privateKey?.kind === 'sealed',
    problems,
    notes,
  };
}

/** What is shown of a key. */
function shown({ fingerprint, bits }: PrivateKeyRead | PublicKeyRead): { fingerprint: string; bits: number } {
  return { fingerprint, bits };
}

function wipe(key: PrivateKeyRead | SealedKey | null): void {
  if (key?.kind === 'private') key.pkcs8.fill(0);
  else if (Buffer.isBuffer(key?.key)) key.key.fill(0);
}
