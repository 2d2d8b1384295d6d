import { z } from 'zod';
import { declineOrder, expireOrder, openOrder, payOrder, settleOrder } from '../orders/lifecycle.ts';
import { balance, changeBalance, endRefund, settleRefund } from '../orders/refunding.ts';
import { methodFor, walletsFor, type Wallet } from '../orders/wallets.ts';
import type { Practice } from '../practice.ts';
import { changeStatements, seedDefects, showStatements, showTruth, statementFile } from '../statements/control.ts';
import type { Order } from '../store/orders.ts';
import type { Ending, Page, Received } from '../wire/httpServer.ts';
import type { CallLog } from './callLog.ts';
import { faultSchema } from './faults.ts';
import { orderView, refundView } from './views.ts';

const MAX_LISTED = 1_000;

const paySchema = z.strictObject({
  wallet: z.enum(['T', 'A', 'U', 'D']).optional(),
  coupon: z.boolean().default(false),
  late: z.boolean().default(false),
});
const advanceSchema = z.strictObject({
  seconds: z.number().int().min(1).max(864_000_000),
  req_seq_id: z.string().optional(),
});
const refundEndSchema = z.strictObject({ state: z.enum(['S', 'F']) });
const balanceSchema = z.strictObject({ change_fen: z.number().int() });
const emptySchema = z.strictObject({});

type Answer = { status: number; body: unknown };

const done = (body: unknown): Answer => ({ status: 200, body });
const nothingThere: Answer = { status: 404, body: { error: 'not found' } };

/**
 * Serves the control address (documented in `docs/practice-gateway.md`): faults, the payer's acts, time, and the
 * gateway's own record. For this machine's programs only: a page in a browser can neither name this address as its
 * host nor send JSON to it.
 */
export function createControl(practice: Practice, calls: CallLog) {
  async function answer(request: Received): Promise<Ending> {
    const file = fileFor(request);
    if (file) return { kind: 'answer', page: file };
    const { status, body } = route(request);
    const headers = { 'content-type': 'application/json;charset=UTF-8' };
    return { kind: 'answer', page: { status, headers, body: `${JSON.stringify(body)}\n` } };
  }

  /** Files of a day, which are no JSON. */
  function fileFor({ method, url, headers }: Received): Page | null {
    const [, topic, day = '', what = '', ...more] = url.pathname.split('/');
    if (method !== 'GET' || topic !== 'statements' || what === '' || more.length > 0) return null;
    return isOwnHost(headers.host) ? statementFile(practice, day, what) : null;
  }

  function route(request: Received): Answer {
    if (!isOwnHost(request.headers.host)) return { status: 421, body: {} };
    const [, topic = '', name = '', act = '', ...more] = request.url.pathname.split('/');
    if (more.length > 0) return nothingThere;
    if (request.method === 'GET') return act === '' ? show(topic, name) : nothingThere;
    if (request.method === 'DELETE' && topic === 'faults' && act === '') return clearFaults(name);
    if (request.method !== 'POST') return nothingThere;
    const body = readBody(request);
    if (!body.ok) return { status: 400, body: { error: body.error } };
    try {
      return practice.store.transaction(() => change(topic, name, act, body.value));
    } catch (error) {
      if (error instanceof z.ZodError) return { status: 400, body: { error: z.prettifyError(error) } };
      throw error;
    }
  }

  function show(topic: string, name: string): Answer {
    if (topic === 'orders' && name !== '') {
      const order = practice.orders.latest(name);
      return order ? done(orderView(practice, settleOrder(practice, order))) : nothingThere;
    }
    if (topic === 'statements' && name !== '') {
      const truth = showTruth(practice, name);
      return truth === null ? nothingThere : done(truth);
    }
    if (name !== '') return nothingThere;
    switch (topic) {
      case 'statements':
        return done(showStatements(practice));
      case 'orders':
        return done(practice.orders.list(MAX_LISTED).map((order) => orderView(practice, settleOrder(practice, order))));
      case 'refunds':
        return done(practice.refunds.list(MAX_LISTED).map((refund) => refundView(settleRefund(practice, refund))));
      case 'notices':
        return done(practice.notifier.list());
      case 'calls':
        return done(calls.list());
      case 'faults':
        return done(practice.faults.list());
      case 'balance':
        return done({ balance_fen: balance(practice) });
      default:
        return nothingThere;
    }
  }

  function change(topic: string, name: string, act: string, body: unknown): Answer {
    if (topic === 'orders' && name !== '') return actOnOrder(name, act, body);
    if (topic === 'refunds' && act === 'finish') return finishRefund(name, refundEndSchema.parse(body).state);
    if (topic === 'statements' && name === 'defects' && act === '') return done(seedDefects(practice, body));
    if (name !== '') return nothingThere;
    switch (topic) {
      case 'statements':
        return done(changeStatements(practice, body));
      case 'faults':
        return done({ id: practice.faults.set(faultSchema.parse(body)) });
      case 'advance':
        return advance(advanceSchema.parse(body));
      case 'balance':
        return done({ balance_fen: changeBalance(practice, balanceSchema.parse(body).change_fen) });
      case 'reset':
        emptySchema.parse(body);
        return reset();
      default:
        return nothingThere;
    }
  }

  function actOnOrder(number: string, act: string, body: unknown): Answer {
    const order = practice.orders.latest(number);
    if (!order) return nothingThere;
    const result = perform(order, act, body);
    if (result === undefined) return nothingThere;
    return done({ result, order: orderView(practice, practice.orders.byId(order.id)!) });
  }

  function perform(order: Order, act: string, body: unknown): string | undefined {
    switch (act) {
      case 'open':
        emptySchema.parse(body);
        return openOrder(practice, order, null).stage === 'open' ? 'done' : 'ended';
      case 'pay': {
        const { wallet, coupon, late } = paySchema.parse(body);
        const method = methodOf(order, wallet);
        return method ? payOrder(practice, order, { method, coupon, late }) : 'walletNotAllowed';
      }
      case 'decline': {
        emptySchema.parse(body);
        return declineOrder(practice, order, methodOf(order, undefined) ?? 'T_JSAPI');
      }
      case 'expire':
        emptySchema.parse(body);
        return expireOrder(practice, order).stage === 'expired' ? 'done' : 'ended';
      default:
        return undefined;
    }
  }

  function finishRefund(number: string, state: 'S' | 'F'): Answer {
    const refund = practice.refunds.latest(number);
    return refund ? done(refundView(endRefund(practice, refund, state))) : nothingThere;
  }

  function advance({ seconds, req_seq_id: number }: z.output<typeof advanceSchema>): Answer {
    const order = number === undefined ? null : practice.orders.latest(number);
    if (number !== undefined && !order) return nothingThere;
    practice.orders.age(seconds * 1000, order?.id ?? null);
    if (!order) practice.refunds.age(seconds * 1000);
    return done({});
  }

  function reset(): Answer {
    practice.store.clear();
    practice.faults.clearAll();
    practice.notifier.clear();
    calls.clear();
    return done({});
  }

  function clearFaults(name: string): Answer {
    if (name === '') {
      practice.faults.clearAll();
      return done({});
    }
    return practice.faults.clear(Number(name)) ? done({}) : nothingThere;
  }

  return answer;
}

function isOwnHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host ?? '');
}

/** The trade type of the wallet that was named; else what the order has, else the first that it allows. */
function methodOf(order: Order, wallet: Wallet | undefined): string | null {
  if (wallet !== undefined) return methodFor(order, wallet);
  return order.method ?? methodFor(order, walletsFor(order)[0] ?? 'T');
}

/** An empty body counts as `{}`; anything else must say that it is JSON. */
function readBody({ headers, body }: Received): { ok: true; value: unknown } | { ok: false; error: string } {
  if (!(headers['content-type'] ?? '').toLowerCase().startsWith('application/json'))
    return { ok: false, error: 'content-type must be application/json' };
  try {
    return { ok: true, value: body.length === 0 ? {} : JSON.parse(body.toString('utf8')) };
  } catch {
    return { ok: false, error: 'not JSON' };
  }
}
