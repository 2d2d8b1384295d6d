import { randomUUID } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Answered, ErrorCode } from '../../../shared/contract/errors.ts';
import type { BatchLineView, BatchProblem, BatchSummary, BatchView } from '../../../shared/contract/refunds.ts';
import type { Fen } from '../../../shared/domain/money.ts';
import { balanceOf } from '../../../shared/domain/refund.ts';
import { ok } from '../../../shared/domain/result.ts';
import { businessDateOf } from '../../../shared/domain/time.ts';
import type { JobControl } from '../../jobs/types.ts';
import type { RefundBatchHead, RefundBatchLine } from '../../ledger/interfaces/refunds.ts';
import type { PaymentScope } from '../../ledger/types.ts';
import { failure } from '../../log/failure.ts';
import type { Actor } from '../../operators/types.ts';
import type { Requesting } from '../request.ts';
import { loadRefundSettings } from '../settings.ts';
import type { RefundsContext } from '../types.ts';
import { checkLines } from './check.ts';
import { readLines } from './columns.ts';
import { MAX_SHEET_BYTES, readSpreadsheet } from './sheet.ts';

/** Refunds from a spreadsheet: the report first, then one after the other. */
export interface RefundBatches {
  /** Reads and checks a file; nothing is refunded. */
  check(path: string): Promise<Answered<BatchView>>;
  view(id: string): Promise<Answered<BatchView>>;
  list(): Promise<BatchSummary[]>;
  /**
   * Begins a checked batch, or goes on with one that was stopped. Lines that have a refund are not done again: each has
   * had its number since the check.
   *
   * @param total what the person typed; must be exactly what will be refunded
   */
  start(wish: { id: string; total: Fen; approvalId: string | null }): Promise<Answered<BatchView>>;
}

/** A refusal that concerns one line; anything else stops the batch, for the next line would meet the same. */
const lineErrors: ReadonlySet<ErrorCode> = new Set([
  'refundNotPaid',
  'refundNotBooked',
  'refundTooMuch',
  'refundOpen',
  'refundTooOld',
  'refundBalanceDiffers',
]);

export function createBatches(context: RefundsContext, requesting: Requesting): RefundBatches {
  const { ledger } = context;
  const running = new Set<string>();

  async function read(
    id: string,
    scope: PaymentScope = null,
  ): Promise<{ batch: RefundBatchHead; lines: RefundBatchLine[] } | null> {
    const found = await ledger.refundBatch(id, scope);
    return found?.batch.profileId === context.profile().id ? found : null;
  }

  function stateOf({ id, state }: RefundBatchHead): BatchView['state'] {
    if (state !== 'started') return state;
    return running.has(id) ? 'running' : 'stopped';
  }

  async function lineView(line: RefundBatchLine): Promise<BatchLineView> {
    const payment = line.paymentId === null ? null : await ledger.payment(line.paymentId);
    const refund = await ledger.refund(line.number);
    const balance = payment ? balanceOf(payment, await ledger.refundsOf(payment.id)).refundable : null;
    return {
      line: line.line,
      order: line.orderText,
      amountText: line.amountText,
      amount: line.amount,
      reason: line.reason,
      paymentId: line.paymentId,
      balance,
      number: line.number,
      problem: line.problem as BatchProblem | null,
      refund: refund && { id: refund.id, state: refund.state, failureText: refund.failureText },
      failed: refund ? null : (line.outcome as ErrorCode | null),
    };
  }

  async function view(id: string): Promise<Answered<BatchView>> {
    const found = await read(id, context.scope());
    if (!found) return failure('notFound');
    const { batch } = found;
    const lines = await Promise.all(found.lines.map(lineView));
    const ready = lines.filter(({ problem }) => problem === null);
    return ok({
      id,
      fileName: batch.fileName,
      createdAt: batch.createdAt,
      state: stateOf(batch),
      lines,
      ready: ready.length,
      total: ready.reduce((sum, { amount }) => sum + (amount ?? 0), 0) as Fen,
      done: ready.filter(({ refund, failed }) => refund !== null || failed !== null).length,
      secondPerson: context.rules.secondPersonPossible(),
    });
  }

  async function check(path: string): Promise<Answered<BatchView>> {
    const actor = context.who.current();
    if (!actor) return failure('locked');
    const bytes = await readBytes(path);
    if (!bytes.ok) return bytes;
    const rows = await readSpreadsheet(bytes.data);
    const raw = rows.ok ? readLines(rows.data) : rows;
    if (!raw.ok) return failure(raw.error);
    const { reasons } = await loadRefundSettings(ledger);
    const id = randomUUID();
    const batch: RefundBatchHead = {
      id,
      profileId: context.profile().id,
      fileName: basename(path),
      state: 'checked',
      createdAt: context.now(),
      operatorId: actor.operatorId,
      approverId: null,
    };
    await ledger.insertRefundBatch(batch, await checkLines(context, raw.data, reasons[0] ?? ''));
    return view(id);
  }

  async function start(wish: { id: string; total: Fen; approvalId: string | null }): Promise<Answered<BatchView>> {
    const actor = context.who.current();
    if (!actor) return failure('locked');
    const seen = await view(wish.id);
    if (!seen.ok) return seen;
    const { state, total, ready } = seen.data;
    if (running.has(wish.id) || state === 'ended' || ready === 0) return failure('stateChanged');
    if (wish.total !== total) return failure('batchTotal');
    running.add(wish.id);
    const begun = await begin(wish, seen.data, actor).catch((error: unknown) => {
      running.delete(wish.id);
      throw error;
    });
    if (!begun.ok) {
      running.delete(wish.id);
      return begun;
    }
    context.jobs.start('refundBatch', seen.data.fileName, (control) =>
      carryOut(wish.id, actor, control).finally(() => running.delete(wish.id)),
    );
    return view(wish.id);
  }

  async function begin(
    wish: { id: string; approvalId: string | null },
    { state, total, ready, secondPerson }: BatchView,
    actor: Actor,
  ): Promise<Answered<null>> {
    const approver = await approve(wish, total, secondPerson && state === 'checked', actor);
    if (!approver.ok) return approver;
    await context.audit.record({ act: 'refund.batch', subject: wish.id, after: { total, lines: ready } });
    if (state === 'checked') await ledger.moveRefundBatch(wish.id, 'checked', 'started', approver.data);
    return ok(null);
  }

  /** A stopped batch was approved when it was begun; what it does has not changed. */
  async function approve(
    wish: { id: string; approvalId: string | null },
    total: Fen,
    needed: boolean,
    actor: Actor,
  ): Promise<Answered<string | null>> {
    if (!needed) return ok(null);
    if (wish.approvalId === null) return failure('approvalNeeded');
    const binding = { act: 'refundBatch', subject: wish.id, paymentId: null, amount: total } as const;
    const taken = await context.approvals.take(wish.approvalId, actor, binding);
    return taken.ok ? ok(taken.data.approver.operatorId) : taken;
  }

  /** One line after the other. Stops where the next line would fail for the same reason; what was not done stays so. */
  async function carryOut(id: string, actor: Actor, { signal, progress }: JobControl): Promise<ErrorCode | null> {
    const found = await read(id);
    if (!found) return 'notFound';
    const lines = found.lines.filter(({ problem }) => problem === null);
    for (const [done, line] of lines.entries()) {
      if (signal.aborted) return null;
      progress(done, lines.length);
      const stopped = await doLine(found.batch, line, actor);
      if (stopped !== null) return stopped;
    }
    progress(lines.length, lines.length);
    await ledger.moveRefundBatch(id, 'started', 'ended', null);
    return null;
  }

  async function doLine(batch: RefundBatchHead, line: RefundBatchLine, actor: Actor): Promise<ErrorCode | null> {
    const { paymentId, amount, number, reason } = line;
    if (await ledger.refund(number)) return null;
    const payment = paymentId === null ? null : await ledger.payment(paymentId);
    if (!payment || amount === null) return null;
    const answer = await requesting.carryOut({
      payment,
      call: { requestDate: businessDateOf(context.now()), requestNumber: number },
      amount,
      reason,
      level: 4,
      actor,
      approverId: batch.approverId,
      batchId: batch.id,
    });
    await ledger.noteBatchOutcome(batch.id, line.line, answer.ok ? null : answer.error.code);
    return answer.ok || lineErrors.has(answer.error.code) ? null : answer.error.code;
  }

  return {
    check,
    view,
    async list() {
      const batches = await ledger.refundBatches(context.profile().id, context.scope());
      return batches.map((batch) => ({
        id: batch.id,
        fileName: batch.fileName,
        createdAt: batch.createdAt,
        state: stateOf(batch),
      }));
    },
    start,
  };
}

async function readBytes(path: string): Promise<Answered<Buffer>> {
  try {
    if ((await stat(path)).size > MAX_SHEET_BYTES) return failure('sheetTooLong');
    return ok(await readFile(path));
  } catch {
    return failure('fileUnreadable');
  }
}
