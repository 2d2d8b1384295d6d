import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CredentialDraft, ProfileView } from '../../shared/contract/profiles.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { ok } from '../../shared/domain/result.ts';
import { instant, type Instant } from '../../shared/domain/time.ts';
import { createAudit } from '../audit/audit.ts';
import { createPaymentGateway } from '../gateway/index.ts';
import { openLedger } from '../ledger/index.ts';
import type { Ledger } from '../ledger/types.ts';
import { createMemoryStore } from '../vault/memoryVault.ts';
import type { SecretStore } from '../vault/secretStore.ts';
import { createVault } from '../vault/vault.ts';
import { createProfiles, type Profiles } from './profiles.ts';

export type Reply = { status?: number; body: string; date?: string };
export type SeenRequest = { data: Record<string, string>; sign: string };

const pairOf = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
export const [own, second, huifu, stranger] = [pairOf(), pairOf(), pairOf(), pairOf()] as const;
export const privateText = (key: KeyObject) => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
export const publicText = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).toString('base64');

/** What Huifu answers to a request, signed with its key unless told otherwise. */
export function signed(request: SeenRequest, fields: Record<string, string>, key = huifu.privateKey): string {
  const { huifu_id = '', req_date = '', req_seq_id = '' } = request.data;
  const data = JSON.stringify({ huifu_id, req_date, req_seq_id, ...fields });
  return `{"data":${data},"sign":"${sign('sha256', Buffer.from(data), key).toString('base64')}"}`;
}

export const notFound = (request: SeenRequest): Reply => ({
  body: signed(request, { resp_code: '99010003', resp_desc: '交易不存在' }),
});

/** A keychain that is closed, as gnome-keyring behaves then. */
export const lockedStore: SecretStore = {
  get: async () => null,
  set: () => Promise.reject(new Error('Cannot create an item in a locked collection')),
  delete: async () => false,
};

export interface Bench {
  dir: string;
  ledger: Ledger;
  profiles: Profiles;
  /** The gateway's address, and what it was asked. */
  url: string;
  seen: SeenRequest[];
  /** What the keychain holds. */
  entries: Map<string, string>;
  store: SecretStore;
  warnings: string[];
  clock: () => Instant;
  reply: (request: SeenRequest) => Reply;
  /** As after a start: the same ledger, and this keychain or the same one. */
  reopen(store?: SecretStore): void;
  importFile(key?: typeof own, more?: object): Promise<CredentialDraft>;
  /** Imports and saves. */
  save(key?: typeof own, more?: object): Promise<ProfileView>;
  stored(id: string): Promise<Profile | undefined>;
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

/** The profiles room on a real ledger, the real gateway client, and a server on this machine. For tests only. */
export async function openBench(): Promise<Bench> {
  const dir = await mkdtemp(join(tmpdir(), 'profiles-'));
  const opened = await openLedger({ dir, name: 'live' });
  if (!opened.ok) throw new Error(opened.error.kind);
  const ledger = opened.data;
  const entries = new Map<string, string>();
  const store = createMemoryStore(entries);

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(parts).toString('utf8')) as SeenRequest;
      bench.seen.push(body);
      const { status = 200, body: text, date } = bench.reply(body);
      response.writeHead(status, { 'content-type': 'application/json', ...(date && { date }) }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function profilesOn(over: SecretStore): Profiles {
    const audit = createAudit({ ledger, who: { current: () => null }, now: () => bench.clock(), machine: 'pc' });
    const place = ok({ environment: 'live' as const, ledger, vault: createVault(over), audit });
    return createProfiles({
      live: () => place,
      current: () => place,
      gateway: (identity) => createPaymentGateway(identity, { fetch, now: () => bench.clock(), timeoutMs: 5_000 }),
      now: () => bench.clock(),
      till: () => '01',
      warn: (message) => bench.warnings.push(message),
    });
  }

  const bench: Bench = {
    dir,
    ledger,
    profiles: profilesOn(store),
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen: [],
    entries,
    store,
    warnings: [],
    clock: () => instant(Date.now()),
    reply: notFound,
    reopen(over = store) {
      bench.profiles.close();
      bench.profiles = profilesOn(over);
    },
    async importFile(key = own, more = {}) {
      const path = join(dir, 'credentials.json');
      const file = {
        sys_id: '6666000000000001',
        product_id: 'YYZY',
        huifu_id: '6666000000000001',
        gateway_url: bench.url,
        project_id: 'P1',
        project_title: '收银台',
        merchant_private_key: privateText(key.privateKey),
        huifu_public_key: publicText(huifu.publicKey),
      };
      await writeFile(path, JSON.stringify({ ...file, ...more }));
      const draft = await bench.profiles.readFile(path, { part: 'all' });
      if (!draft.ok) throw new Error(draft.error.code);
      return draft.data;
    },
    async save(key, more) {
      const draft = await bench.importFile(key, more);
      const saved = await bench.profiles.saveDraft(draft.id, draft.fields);
      if (!saved.ok) throw new Error(saved.error.code);
      return saved.data;
    },
    stored: async (id) => (await ledger.profiles()).find((profile) => profile.id === id),
    async stopServer() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    async close() {
      bench.profiles.close();
      await ledger.close();
      await bench.stopServer();
      await rm(dir, { recursive: true, force: true });
    },
  };
  return bench;
}
