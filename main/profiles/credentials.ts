import type { CredentialNote, CredentialProblem, ProfileFields } from '../../shared/contract/profiles.ts';
import { readKeys, type KeyRead, type PrivateKeyRead, type PublicKeyRead, type SealedKey } from './keyText.ts';

/** Which box of the form the text was given to; `all`: a file that may hold everything. */
export type CredentialPart = 'all' | 'privateKey' | 'huifuPublicKey';

/** A public key, and what the file called it: only comparing it with the private key tells whose it is. */
export interface FoundPublicKey {
  key: PublicKeyRead;
  named: 'huifu' | 'merchant' | 'nothing';
}

/** What a file or a pasted text holds. Not yet judged as a whole: that happens in the draft it is added to. */
export interface ReadCredentials {
  fields: Partial<Pick<ProfileFields, TextField>>;
  privateKey: PrivateKeyRead | SealedKey | null;
  publicKeys: FoundPublicKey[];
  webhookKey: string | null;
  problems: { problem: CredentialProblem; field: string }[];
  notes: CredentialNote[];
}

type TextField = 'name' | 'sysId' | 'productId' | 'huifuId' | 'baseUrl' | 'projectId' | 'projectTitle' | 'skillSource';

/** Names that merchants' files use, in lower case without separators. */
const TEXT_NAMES: Record<string, TextField> = {
  sysid: 'sysId',
  productid: 'productId',
  huifuid: 'huifuId',
  gatewayurl: 'baseUrl',
  baseurl: 'baseUrl',
  projectid: 'projectId',
  projecttitle: 'projectTitle',
  skillsource: 'skillSource',
  merchantname: 'name',
};
const KEY_NAMES: Record<string, 'private' | FoundPublicKey['named']> = {
  rsamerchprivatekey: 'private',
  rsamerchantprivatekey: 'private',
  merchantprivatekey: 'private',
  merprivatekey: 'private',
  privatekey: 'private',
  rsaprivatekey: 'private',
  rsahuifupublickey: 'huifu',
  huifupublickey: 'huifu',
  merchantpublickey: 'merchant',
  rsamerchpublickey: 'merchant',
  rsamerchantpublickey: 'merchant',
  merpublickey: 'merchant',
  publickey: 'nothing',
  rsapublickey: 'nothing',
};
const WEBHOOK_NAMES = new Set(['webhookendpointkey', 'webhookkey', 'endpointkey']);

/**
 * Reads what merchants have: a JSON file of any of the known shapes, or key files (huifu-api.md §1.5). Accepts UTF-8,
 * UTF-16 with a mark, GBK, and DER. Never throws.
 */
export function readCredentials(bytes: Uint8Array, part: CredentialPart): ReadCredentials {
  // A SEQUENCE that is longer than 127 bytes cannot begin any text.
  if (bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80) {
    return readCredentialText(Buffer.from(bytes).toString('base64'), part);
  }
  return readCredentialText(decode(bytes), part);
}

/** Reads a pasted or decoded text. */
export function readCredentialText(text: string, part: CredentialPart): ReadCredentials {
  const plain = text.replace(/^\ufeff/, '').trim();
  if (/^[{[]/.test(plain)) return fromJson(plain, part);
  const result = nothingRead();
  for (const read of readKeys(plain)) addKey(result, read, part, 'nothing');
  // Where no box says what the text should be, "not a key" would be a strange answer to a letter or a table.
  if (part === 'all') {
    for (const found of result.problems) if (found.problem === 'notAKey') found.problem = 'noCredentials';
  }
  return result;
}

function fromJson(text: string, part: CredentialPart): ReadCredentials {
  const result = nothingRead();
  const found = flatten(parseExactly(text));
  if (!found) return withProblem(result, 'notJson', part === 'all' ? 'file' : part);
  const namesHuifus = [...found.keys()].some((name) => KEY_NAMES[name] === 'huifu');
  for (const [name, value] of found) {
    const textField = TEXT_NAMES[name];
    const keyName = KEY_NAMES[name];
    if (textField) result.fields[textField] ??= value;
    else if (WEBHOOK_NAMES.has(name)) result.webhookKey ??= value;
    else if (keyName === 'private' && part !== 'huifuPublicKey' && !result.privateKey) {
      for (const read of readKeys(value)) addKey(result, read, 'privateKey', 'nothing');
    } else if (keyName !== undefined && keyName !== 'private' && part !== 'privateKey') {
      for (const read of readKeys(value)) {
        // An example text in the place of the merchant's own key does no harm where Huifu's is given.
        if (read.kind === 'public' || keyName === 'huifu' || !namesHuifus) {
          addKey(result, read, 'huifuPublicKey', keyName);
        }
      }
    }
  }
  // A key alone was asked for; the rest of the file must not change what was typed.
  if (part !== 'all') result.fields = {};
  const empty = !result.privateKey && result.publicKeys.length === 0 && Object.keys(result.fields).length === 0;
  if (empty && result.problems.length === 0) withProblem(result, 'noCredentials', part === 'all' ? 'file' : part);
  return result;
}

/** Puts a key where it belongs, or names why it does not belong there. */
function addKey(result: ReadCredentials, read: KeyRead, part: CredentialPart, named: FoundPublicKey['named']): void {
  if (read.kind === 'problem') {
    const field =
      part !== 'all' ? part : { private: 'privateKey', public: 'huifuPublicKey', null: 'file' }[`${read.meant}`];
    withProblem(result, read.problem, field);
  } else if (read.kind === 'public') {
    if (part !== 'privateKey') result.publicKeys.push({ key: read, named });
    else if (!result.privateKey) withProblem(result, 'publicInsteadOfPrivate', 'privateKey');
  } else if (part === 'huifuPublicKey') {
    if (read.kind === 'private') read.pkcs8.fill(0);
    withProblem(result, 'privateInsteadOfPublic', 'huifuPublicKey');
  } else {
    result.privateKey = read;
    result.problems = result.problems.filter((found) => found.problem !== 'publicInsteadOfPrivate');
    if (read.kind === 'private' && read.wasPkcs1) result.notes.push('pkcs1Converted');
  }
}

/**
 * The fields of an object and of the objects right inside it, by plain names; the outer ones win. A list counts as its
 * first item.
 *
 * @returns `null` when there is no object
 */
function flatten(json: unknown): Map<string, string> | null {
  const outer: unknown = Array.isArray(json) ? json[0] : json;
  if (typeof outer !== 'object' || outer === null) return null;
  const found = new Map<string, string>();
  const nested: object[] = [];
  const take = (from: object, below: object[] | null) => {
    for (const [name, value] of Object.entries(from) as [string, unknown][]) {
      const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
      if (typeof value === 'string' && value.trim() !== '' && !found.has(plain)) found.set(plain, value.trim());
      else if (typeof value === 'object' && value !== null) below?.push(value);
    }
  };
  take(outer, nested);
  for (const inner of nested) take(inner, null);
  return found;
}

function parseExactly(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return null;
  }
}

/** Numbers stay as they are written: a merchant ID of 16 digits may be more than a double can hold. */
function keepDigits(_: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? (context?.source ?? String(value)) : value;
}

function decode(bytes: Uint8Array): string {
  const mark = `${bytes[0]},${bytes[1]}`;
  if (mark === '255,254') return new TextDecoder('utf-16le').decode(bytes);
  if (mark === '254,255') return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function nothingRead(): ReadCredentials {
  return { fields: {}, privateKey: null, publicKeys: [], webhookKey: null, problems: [], notes: [] };
}

function withProblem(result: ReadCredentials, problem: CredentialProblem, field: string): ReadCredentials {
  result.problems.push({ problem, field });
  return result;
}
