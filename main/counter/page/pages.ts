import type { Language } from '../../../shared/contract/app.ts';
import { createRate } from '../http/rate.ts';
import type { Page, Received } from '../http/server.ts';
import { loadPage } from '../settings.ts';
import { createApplet } from './applet.ts';
import { payScript, styleSheet, ticketScript } from './assets.ts';
import { messagePage, type View } from './html.ts';
import { createLogin } from './login.ts';
import { createOrdering } from './ordering.ts';
import { createPlatePages } from './plates.ts';
import { createSessions, walletOf } from './sessions.ts';
import { shopOf, type PagesNeeds, type Visit } from './types.ts';
import { createWaiting } from './waiting.ts';

/** A phone that waits asks every 1.5 s; several may share an address behind one router. */
const REQUESTS_PER_MINUTE = 600;
const ALL_REQUESTS_PER_MINUTE = 12_000;
/** Orders of one address, and of all together: the gateway has limits of its own. */
const ORDERS_PER_MINUTE = 20;
const ALL_ORDERS_PER_MINUTE = 240;

const SCRIPT = 'text/javascript; charset=utf-8';
const files: Readonly<Record<string, Page>> = {
  '/page/pay.js': { status: 200, headers: { 'content-type': SCRIPT }, body: payScript },
  '/page/ticket.js': { status: 200, headers: { 'content-type': SCRIPT }, body: ticketScript },
  '/page/page.css': { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: styleSheet },
};

/** The shop's own page for payers (huifu-api.md §6.1, §6.2, §6.6): plates, authorisation, waiting, and the mini program's calls. */
export function createPages(needs: PagesNeeds): (request: Received, path: string) => Promise<Page> {
  const sessions = createSessions();
  const requests = createRate(REQUESTS_PER_MINUTE);
  const allRequests = createRate(ALL_REQUESTS_PER_MINUTE);
  const orders = createRate(ORDERS_PER_MINUTE);
  const allOrders = createRate(ALL_ORDERS_PER_MINUTE);
  // A proxy on this machine that does not say who called makes all payers one caller: then only the whole is limited.
  const mayAsk = (client: string) => (isOwn(client) || requests.allow(client)) && allRequests.allow('');
  const mayOrder = (client: string) => (isOwn(client) || orders.allow(client)) && allOrders.allow('');
  const ordering = createOrdering(needs);
  const login = createLogin(needs);
  const plates = createPlatePages({ login, ordering, mayOrder });
  const waiting = createWaiting(needs);
  const applet = createApplet({ ...needs, ordering, mayOrder });

  return async (request, path) => {
    const publicUrl = needs.publicUrl();
    if (publicUrl === null) return { status: 404, body: '' };
    if (!mayAsk(request.client)) return { status: 429, headers: { 'retry-after': '30' }, body: '' };
    const base = new URL(publicUrl).pathname.replace(/\/$/, '');
    const view: View = { language: languageOf(request), base, shop: '', practice: false, cookies: [] };
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    if (isReading && Object.hasOwn(files, path)) return files[path]!;

    const [, verify] = /^\/(MP_verify_([0-9A-Za-z]{8,32})\.txt)$/.exec(path) ?? [];
    if (verify !== undefined && isReading) return verified(verify);

    const [, kind, id, rest = ''] = /^\/(p|o|applet)\/([0-9A-Za-z_-]{8,64})(\/[a-z]+)?$/.exec(path) ?? [];
    if (kind === 'o') return waiting.answer(request, id!, rest, view);
    if (path === '/ticket' && isReading) return waiting.ticket(request, view);
    const found = kind === undefined ? null : await open(id!);
    if (!found) return messagePage(view, 404, 'noPage');
    if (kind === 'applet') return rest === '' ? applet(request, found) : { status: 404, body: '' };

    const session = sessions.of(request.headers.cookie);
    const visit: Visit = {
      ...found,
      request,
      session,
      wallet: walletOf(request.headers['user-agent'] ?? ''),
      view: {
        ...view,
        ...shopOf(found.merchant),
        cookies: [sessions.cookie(session, `${base}/`, publicUrl.startsWith('https:'))],
      },
      plateUrl: `${publicUrl}/p/${found.plate.id}`,
    };
    return plates(visit, rest);
  };

  /** WeChat looks for this file before it accepts the domain (huifu-api.md §4.3 C); only one that the owner has entered is there. */
  async function verified(name: string): Promise<Page> {
    for (const { id } of needs.profiles()) {
      if ((await loadPage(needs.ledger, id)).wechatVerifyFile !== name) continue;
      const body = name.slice('MP_verify_'.length, -'.txt'.length);
      return { status: 200, headers: { 'content-type': 'text/plain' }, body };
    }
    return { status: 404, body: '' };
  }

  async function open(id: string) {
    const plate = await needs.ledger.plate(id);
    const merchant = plate && needs.merchant(plate.profileId);
    return merchant && { plate, merchant, settings: await loadPage(needs.ledger, plate.profileId) };
  }
}

function isOwn(client: string): boolean {
  return client === '::1' || client.startsWith('127.');
}

function languageOf({ headers }: Received): Language {
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN';
}
