import { randomBytes } from 'node:crypto';
import type { CounterView, ListenerSettings } from '../../shared/contract/counter.ts';
import { checkBaseUrl } from '../../shared/domain/baseUrl.ts';
import { checkPublicUrl } from '../../shared/domain/listener.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { ok } from '../../shared/domain/result.ts';
import { pageSecrets } from '../../shared/contract/counter.ts';
import { failure } from '../log/failure.ts';
import type { Page, Received } from './http/server.ts';
import { createListener } from './listener.ts';
import { createIntake } from './notices/intake.ts';
import { createNoticeDesk, type NoticeDesk } from './notices/desk.ts';
import { createPages } from './page/pages.ts';
import { checkReadiness } from './readiness.ts';
import { askWechatUser } from './wechatUser.ts';
import { createPageSecrets } from './secrets.ts';
import { defaultListener, loadListener, loadPage, saveListener, savePage } from './settings.ts';
import type { Counter, CounterNeeds } from './types.ts';

/** The window is told of notices at most this often; a burst is one change. */
const TELL_MS = 250;

/** Makes the counter of one environment; nothing listens before {@link Counter.start}. */
export function createCounter(needs: CounterNeeds): Counter {
  const { ledger, log } = needs;
  const automatic = needs.environment === 'practice';
  const secrets = createPageSecrets(needs.vault);
  const desks = new Map<string, NoticeDesk>();
  let telling: NodeJS.Timeout | null = null;
  let settings: ListenerSettings = defaultListener;

  const profileOf = (id: string): Profile | null => needs.merchant(id)?.profile ?? null;
  const intake = createIntake({
    ledger,
    profile: profileOf,
    webhookKey: (profile) => secrets.text(profile, 'webhook'),
    now: needs.now,
    stored(notices) {
      for (const id of new Set(notices.map(({ profileId }) => profileId))) desks.get(id)?.wake();
      tell();
    },
    refused: (problem, client) => log.warn('counter', 'a notice was refused', { problem, client }),
  });
  const pages = createPages({ ...needs, secrets, publicUrl: () => listener.publicUrl });
  const listener = createListener(handle, (error) => log.warn('counter', 'listener', { error }));

  async function handle(request: Received, path: string): Promise<Page> {
    const [, kind, profileId] = /^\/huifu\/(notify|webhook)\/([0-9A-Za-z_-]{1,64})$/.exec(path) ?? [];
    if (kind === 'notify') return intake.notify(profileId!, request);
    if (kind === 'webhook') return intake.webhook(profileId!, request);
    return pages(request, path);
  }

  function tell(): void {
    telling ??= setTimeout(() => {
      telling = null;
      needs.changed();
    }, TELL_MS).unref();
  }

  function deskOf(profileId: string): NoticeDesk {
    return createNoticeDesk({
      ledger,
      profile: () => profileOf(profileId)!,
      payments: {
        noticed: async (...news) => (await needs.merchant(profileId)?.payments.noticed(...news)) ?? false,
        hinted: (id) => needs.merchant(profileId)?.payments.hinted(id),
      },
      onRefundNotice: (notice) => needs.onRefundNotice(profileId, notice),
      warn: (message, fields) => log.warn('counter', message, fields),
    });
  }

  async function reload(): Promise<void> {
    const present = needs.profiles().map(({ id }) => id);
    for (const [id, desk] of desks) {
      if (present.includes(id)) continue;
      desks.delete(id);
      await desk.stop();
    }
    for (const id of present) {
      if (desks.has(id)) continue;
      const desk = deskOf(id);
      desks.set(id, desk);
      desk.resume();
    }
  }

  async function open(): Promise<void> {
    if (!automatic) return listener.apply(settings);
    await listener.applyAnywhere(settings.port);
    if (listener.port !== null && listener.port !== settings.port) {
      settings = { ...settings, port: listener.port };
      await saveListener(ledger, settings);
    }
  }

  const urlOf = (path: string) => (listener.publicUrl === null ? null : `${listener.publicUrl}${path}`);
  const notifyUrl = (profileId: string) => urlOf(`/huifu/notify/${profileId}`);

  return {
    notifyUrl,
    async start() {
      settings = await loadListener(ledger);
      await reload();
      await open();
      needs.changed();
    },
    reload,

    async view(profileId): Promise<CounterView> {
      const profile = profileOf(profileId);
      const { counts, lastAt } = await ledger.noticeCounts(profileId);
      const has = await Promise.all(
        pageSecrets.map(async (which) => [which, profile !== null && (await secrets.has(profile, which))] as const),
      );
      const { done = 0, stored = 0, orphan = 0, refused = 0 } = counts;
      return {
        settings,
        status: {
          running: listener.port !== null,
          port: listener.port,
          problem: listener.problem,
          lastNoticeAt: lastAt,
          counts: { done, stored, orphan, refused },
        },
        notifyUrl: notifyUrl(profileId),
        webhookUrl: urlOf(`/huifu/webhook/${profileId}`),
        page: await loadPage(ledger, profileId),
        secrets: Object.fromEntries(has) as CounterView['secrets'],
        plates: (await ledger.plates(profileId)).map((plate) => ({ ...plate, url: urlOf(`/p/${plate.id}`) })),
        automatic,
      };
    },

    async saveListener(next) {
      if (automatic) return failure('stateChanged');
      if (next.publicUrl !== '' && !checkPublicUrl(next.publicUrl).ok) return failure('badRequest');
      await needs.audit.record({
        act: 'listener.changed',
        subject: 'listener',
        before: { ...settings },
        after: { ...next },
      });
      await saveListener(ledger, next);
      settings = next;
      await open();
      needs.changed();
      return ok(null);
    },

    async savePage(profileId, next) {
      const profile = profileOf(profileId);
      if (!profile) return failure('notFound');
      const addresses = [
        next.wechatOpenUrl,
        next.wechatApiUrl,
        next.alipayOpenUrl,
        next.alipayApiUrl,
        next.unionPayUrl,
      ];
      if (addresses.some((address) => address !== '' && !checkBaseUrl(address).ok)) return failure('badRequest');
      const before = await loadPage(ledger, profileId);
      await needs.audit.record({
        act: 'listener.changed',
        subject: profileId,
        before: { ...before },
        after: { ...next },
      });
      await savePage(ledger, profileId, next);
      needs.changed();
      return ok(null);
    },

    async storeSecret(profileId, which, text) {
      const profile = profileOf(profileId);
      if (!profile) return failure('notFound');
      await needs.audit.record({ act: 'key.stored', subject: `${profileId} ${which}` });
      const stored = await secrets.store(profile, which, text);
      if (stored.ok && which === 'webhook' && !profile.hasWebhookKey) await keepWebhook(profile, true);
      needs.changed();
      return stored;
    },

    async removeSecret(profileId, which) {
      const profile = profileOf(profileId);
      if (!profile) return failure('notFound');
      await needs.audit.record({ act: 'listener.changed', subject: `${profileId} ${which}`, after: { secret: null } });
      const removed = await secrets.remove(profile, which);
      if (removed.ok && which === 'webhook') await keepWebhook(profile, false);
      needs.changed();
      return removed;
    },

    async addPlate(profileId, plate) {
      if (!profileOf(profileId)) return failure('notFound');
      const id = randomBytes(12).toString('base64url');
      await needs.audit.record({
        act: 'listener.changed',
        subject: id,
        after: { plate: plate.name, amount: plate.amount },
      });
      await ledger.savePlate({ ...plate, id, profileId, createdAt: needs.now() });
      needs.changed();
      return ok(null);
    },

    async removePlate(profileId, id) {
      const plate = await ledger.plate(id);
      if (plate?.profileId !== profileId) return failure('notFound');
      await needs.audit.record({ act: 'listener.changed', subject: id, before: { plate: plate.name } });
      await ledger.removePlate(id, needs.now());
      needs.changed();
      return ok(null);
    },

    async readiness(profileId) {
      const profile = profileOf(profileId);
      if (!profile) return failure('notFound');
      const lookups = await needs.lookups(profileId);
      if (!lookups.ok) return lookups;
      const page = await loadPage(ledger, profileId);
      const { publicUrl } = listener;
      return ok(await checkReadiness(lookups.data, { profile, page, publicUrl, now: needs.now }));
    },

    async wechatUser(profileId, code) {
      const lookups = await needs.lookups(profileId);
      return lookups.ok
        ? askWechatUser(lookups.data, code, (await loadPage(ledger, profileId)).wechatAppId, needs.now())
        : lookups;
    },

    async settled() {
      for (const desk of desks.values()) await desk.settled();
    },

    async close() {
      await listener.close();
      if (telling) clearTimeout(telling);
      await Promise.all([...desks.values()].map((desk) => desk.stop()));
    },
  };

  async function keepWebhook(profile: Profile, hasWebhookKey: boolean): Promise<void> {
    await ledger.saveProfile({ ...profile, hasWebhookKey });
    await needs.profileSaved();
  }
}
