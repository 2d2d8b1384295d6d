import { parseYuan, toHalfWidth } from '../../../shared/domain/money.ts';
import type { Page } from '../http/server.ts';
import { messagePage, platePage } from './html.ts';
import type { Login } from './login.ts';
import { MAX_PAGE_AMOUNT, type Ordering } from './ordering.ts';
import type { Visit } from './types.ts';
import { isSame, secret } from './sessions.ts';

/** A plate's own addresses: the page, the way back from the wallet's authorisation, and the form. */
export function createPlatePages(given: {
  login: Login;
  ordering: Ordering;
  mayOrder(client: string): boolean;
}): (visit: Visit, rest: string) => Promise<Page> {
  const { login, ordering, mayOrder } = given;

  /** Inside a wallet that can tell who the payer is, that is asked first, silently; `?plain` goes without. */
  async function show(visit: Visit): Promise<Page> {
    const { request, session, view } = visit;
    const plain = request.url.searchParams.has('plain');
    const address = plain ? null : await login.address(visit);
    if (address !== null) return redirect(302, address, view.cookies);
    return form(visit, plain, '', null, session.csrf);
  }

  async function back(visit: Visit): Promise<Page> {
    const { view, plate } = visit;
    const plain = `${view.base}/p/${plate.id}?plain`;
    const known = await login.returned(visit);
    if (known.ok) return redirect(303, `${view.base}/p/${plate.id}`, view.cookies);
    return messagePage(view, known.reason === 'state' ? 400 : 502, known.reason === 'state' ? 'stale' : 'noPayer', {
      link: plain,
      detail: known.detail,
    });
  }

  async function order(visit: Visit): Promise<Page> {
    const { request, plate, session, view } = visit;
    const fields = new URLSearchParams(request.body.toString('utf8'));
    const plain = request.url.searchParams.has('plain');
    if (!isSame(fields.get('csrf') ?? '', session.csrf))
      return messagePage(view, 403, 'stale', { link: `${view.base}/p/${plate.id}` });
    const typed = (fields.get('amount') ?? '').slice(0, 20);
    const amount = plate.amount === null ? parseYuan(toHalfWidth(typed)) : { ok: true as const, data: plate.amount };
    if (!amount.ok) return form(visit, plain, typed, 'amount', session.csrf);
    if (amount.data > MAX_PAGE_AMOUNT) return form(visit, plain, typed, 'tooLarge', session.csrf);
    if (!mayOrder(request.client)) return messagePage(view, 429, 'tooMany', { link: `${view.base}/p/${plate.id}` });
    const attempt = `${session.id}.${(fields.get('attempt') ?? '').slice(0, 40)}`;
    const placed = await ordering.fromPage(visit, plain, attempt, amount.data);
    if (placed.ok) return redirect(303, `${view.base}/o/${placed.data.token}`, view.cookies);
    const said = placed.error.gateway?.respDesc;
    return messagePage(view, 502, 'notPlaced', {
      link: `${view.base}/p/${plate.id}?plain`,
      ...(said ? { detail: said } : {}),
    });
  }

  return async (visit, rest) => {
    const { method } = visit.request;
    const isReading = method === 'GET' || method === 'HEAD';
    if (rest === '/back' && isReading) return back(visit);
    if (rest !== '') return messagePage(visit.view, 404, 'noPage');
    if (isReading) return show(visit);
    if (method === 'POST') return order(visit);
    return { status: 405, headers: { allow: 'GET, POST' }, body: '' };
  };
}

function form(visit: Visit, plain: boolean, typed: string, problem: 'amount' | 'tooLarge' | null, csrf: string): Page {
  const { plate, view } = visit;
  const action = `${view.base}/p/${plate.id}${plain ? '?plain' : ''}`;
  return platePage(view, { ...plate, action, csrf, attempt: secret(), typed }, problem);
}

function redirect(status: 302 | 303, location: string, cookies: string[]): Page {
  return { status, headers: { location, 'set-cookie': cookies }, body: '' };
}
