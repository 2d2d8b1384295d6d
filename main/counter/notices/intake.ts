import type { Profile } from '../../../shared/domain/profile.ts';
import type { Instant } from '../../../shared/domain/time.ts';
import { createNoticeReader, type NoticeReader } from '../../gateway/notices/notice.ts';
import { readWebhook } from '../../gateway/notices/webhook.ts';
import type { NewNotice, StoredNotice } from '../../ledger/interfaces/counter.ts';
import type { Ledger } from '../../ledger/types.ts';
import type { Page, Received } from '../http/server.ts';

export interface IntakeNeeds {
  ledger: Pick<Ledger, 'storeNotices'>;
  profile(id: string): Profile | null;
  /** The Webhook endpoint key (终端密钥) from the keychain; `null` when there is none or it cannot be had. */
  webhookKey(profile: Profile): Promise<string | null>;
  now(): Instant;
  /** New notifications are on disk. */
  stored(notices: StoredNotice[]): void;
  /** Something came that was no notification of this merchant. */
  refused(problem: string, client: string): void;
}

/** Takes notifications in: checks them, writes them down, and only then acknowledges them. Effects come later. */
export interface Intake {
  notify(profileId: string, request: Received): Promise<Page>;
  webhook(profileId: string, request: Received): Promise<Page>;
}

/** At most this many are written down in one transaction. */
const BATCH = 256;

export function createIntake(needs: IntakeNeeds): Intake {
  const readers = new Map<string, { made: string; reader: NoticeReader }>();
  let waiting: { notice: NewNotice; done: PromiseWithResolvers<void> }[] = [];
  let writing = false;

  /** Made anew when the merchant's settings change. */
  function readerOf(profile: Profile): NoticeReader {
    const made = `${profile.huifuId} ${profile.huifuPublicKey}`;
    const known = readers.get(profile.id);
    if (known?.made === made) return known.reader;
    const reader = createNoticeReader(profile);
    readers.set(profile.id, { made, reader });
    return reader;
  }

  /** While one transaction is written, those that come in gather for the next: a burst costs few writes to the disk. */
  async function writeAll(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      try {
        const fresh = await needs.ledger.storeNotices(batch.map(({ notice }) => notice));
        for (const { done } of batch) done.resolve();
        if (fresh.length > 0) needs.stored(fresh);
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
    }
    writing = false;
  }

  async function store(notice: NewNotice): Promise<void> {
    const done = Promise.withResolvers<void>();
    waiting.push({ notice, done });
    void writeAll();
    return done.promise;
  }

  function refuse(problem: string, { client }: Received): Page {
    needs.refused(problem, client);
    return { status: 400, body: '' };
  }

  return {
    async notify(profileId, request) {
      const profile = needs.profile(profileId);
      if (!profile) return { status: 404, body: '' };
      if (request.method !== 'POST') return notAllowed;
      const read = readerOf(profile).read(request.body);
      if (!read.ok) return refuse(read.error, request);
      const { requestNumber, requestDate, key, text, sign, acknowledged } = read.data;
      const receivedAt = needs.now();
      await store({ profileId, source: 'notify', key, requestNumber, requestDate, text, sign, receivedAt });
      return plainText(`RECV_ORD_ID_${acknowledged}`);
    },

    async webhook(profileId, request) {
      const profile = needs.profile(profileId);
      if (!profile?.hasWebhookKey) return { status: 404, body: '' };
      if (request.method !== 'POST') return notAllowed;
      const endpointKey = await needs.webhookKey(profile);
      // The keychain may open soon; the sender comes again, every hour if need be.
      if (endpointKey === null) return { status: 503, headers: { 'retry-after': '60' }, body: '' };
      const sign = request.url.searchParams.get('sign') ?? String(request.headers['sign'] ?? '');
      const hint = readWebhook(request.body, sign, endpointKey);
      if (!hint) return refuse('webhook', request);
      await store({
        profileId,
        source: 'webhook',
        key: hint.key,
        requestNumber: hint.numbers[0] ?? '',
        requestDate: null,
        text: request.body.toString('utf8'),
        sign,
        receivedAt: needs.now(),
      });
      return plainText('');
    },
  };
}

const notAllowed: Page = { status: 405, headers: { allow: 'POST' }, body: '' };

/** No JSON, no newline, no mark in front (huifu-api.md §5.1). */
function plainText(body: string): Page {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body };
}
