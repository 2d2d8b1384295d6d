import type { AdviceKey } from '../../shared/i18n/advice.ts';
import { readGatewayAmount, type Fen } from '../../shared/domain/money.ts';
import { adviceFor, meaningOf } from './advice.ts';
import { gatewayCodes, httpCode } from './codes.ts';
import { fieldOf, readFields, textOf, type AnswerFields } from './fields.ts';
import { readEnvelope } from './rawData.ts';
import type { Verifier } from './signature.ts';
import type { TransportResult } from './transport.ts';
import type { Answer, CallOutcome, UnknownReason } from './types.ts';

/** What kind of call it was: whether an unclear answer leaves money, or an order's end, in doubt. */
export type CallKind = 'create' | 'query' | 'close' | 'refund';

/** `trans_stat` and `close_stat`: done, in progress, failed; `I` ("initial") counts as in progress (huifu-api.md §3.2.2). */
export type StateLetter = 'S' | 'P' | 'F';

/** How an answer is tied to the request that it claims to answer, and how it is read. */
export interface Expectation<T> {
  kind: CallKind;
  /** Fields that must equal one of these values wherever they occur. */
  echoes: Readonly<Record<string, readonly string[]>>;
  /** Of each group one field must occur before anything in the answer is believed. */
  required: readonly (readonly string[])[];
  /** What the amount must be, where it occurs. */
  amount: Fen | null;
  /** The amount's field; `trans_amt` unless given. */
  amountField?: 'trans_amt' | 'ord_amt';
  /** The state that the answer carries; `null` for none. */
  stateOf(fields: AnswerFields): StateLetter | null;
  /** Reads the verified fields; `null` when they contradict themselves or cannot be used, which counts as a mismatch. */
  read(fields: AnswerFields): T | null;
}

/** Time to wait after "too frequent", "too early" and HTTP 911/914 (huifu-api.md §1.4, §3.2.3). */
export const RETRY_AFTER_MS = 60_000;

const adviceForReason: Record<UnknownReason, AdviceKey> = {
  timeout: 'confirming',
  connectionLost: 'confirming',
  http: 'confirming',
  system: 'confirming',
  badSignature: 'badSignature',
  notJson: 'notGatewayAnswer',
  mismatch: 'answerMismatch',
};

/** Sorts what came of a call into an outcome (huifu-api.md §1.3, §3.2.3, §4.1, §4.2). When in doubt, `unknown`. */
export function judge<T>(result: TransportResult, verify: Verifier, expected: Expectation<T>): CallOutcome<T> {
  if (result.kind === 'notSent') return result;
  if (result.kind === 'lost') return unknown(result.reason, result.detail, null);
  const { status, text, clockAheadMs } = result;
  if (status !== 200) return judgeStatus(status, clockAheadMs);
  const envelope = text === null ? null : readEnvelope(text);
  if (text === null || !envelope) return unknown('notJson', '', null);
  if (envelope.data === null || envelope.sign === null) return judgeUnsigned(text, clockAheadMs, expected.kind);
  const verified = verify(envelope.data, envelope.sign);
  const fields = verified === null ? null : readFields(verified);
  if (!fields) return unknown('badSignature', '', null);
  return judgeFields(fields, clockAheadMs, expected);
}

function judgeStatus<T>(status: number, clockAheadMs: number | null): CallOutcome<T> {
  const code = httpCode(status);
  const answer: Answer = { respCode: code, respDesc: '', bankMessage: '', clockAheadMs };
  const advice = adviceFor(code);
  switch (meaningOf(code)) {
    case 'refused':
      return { kind: 'rejected', advice, answer };
    case 'later':
      return { kind: 'throttled', advice, retryAfterMs: RETRY_AFTER_MS, answer };
    case 'inDoubt':
      return { ...unknown('http', String(status), answer), advice };
    default:
      return unknown('http', String(status), answer);
  }
}

/**
 * A gateway-level error has no signature (huifu-api.md §1.3, §10 no. 18). It is believed for a harmless query only;
 * where money or an order's end hangs on it, the gateway is asked before anybody is told that the call failed.
 */
function judgeUnsigned<T>(body: string, clockAheadMs: number | null, kind: CallKind): CallOutcome<T> {
  const outer = readFields(body) ?? {};
  const inner = fieldOf(outer, 'data');
  const fields = typeof inner === 'object' && inner !== null ? (inner as AnswerFields) : outer;
  const code = textOf(fields, 'resp_code', 'code', 'return_code');
  if (!Object.hasOwn(gatewayCodes, code)) return unknown('badSignature', code.slice(0, 32), null);
  const respDesc = textOf(fields, 'resp_desc', 'message', 'msg', 'desc', 'return_desc');
  const answer: Answer = { respCode: code, respDesc, bankMessage: '', clockAheadMs };
  const advice = adviceFor(code, respDesc);
  if (kind === 'query' && meaningOf(code) === 'refused') return { kind: 'rejected', advice, answer };
  return { ...unknown('system', code, answer), advice };
}

function judgeFields<T>(fields: AnswerFields, clockAheadMs: number | null, expected: Expectation<T>): CallOutcome<T> {
  const answer = answerOf(fields, clockAheadMs);
  const foreign = findMismatch(fields, expected);
  if (foreign) return unknown('mismatch', foreign, answer);

  const texts = [answer.respDesc, answer.bankMessage];
  const advice = adviceFor(answer.respCode, ...texts);
  const meaning = meaningOf(answer.respCode, ...texts);
  const state = expected.stateOf(fields);
  switch (meaning) {
    case 'duplicate':
      return { kind: 'duplicate', advice, answer };
    case 'later':
      return { kind: 'throttled', advice, retryAfterMs: RETRY_AFTER_MS, answer };
    case 'notFound':
      // "No such order" makes no sense as the answer to placing one.
      return expected.kind === 'create'
        ? unknown('system', answer.respCode, answer)
        : { kind: 'notFound', advice, answer };
    case 'inDoubt':
      return { ...unknown('system', answer.respCode, answer), advice };
    case 'done':
      return expected.kind === 'create' && state === 'F'
        ? { kind: 'rejected', advice, answer }
        : accept(fields, answer, expected);
    case 'refused':
    case null:
      return judgeRefusal(fields, answer, { advice, certain: meaning !== null, state }, expected);
  }
}

/** A refusing or unknown code: the state decides where there is one, the code only words it (huifu-api.md §3.2.3, §4.2). */
function judgeRefusal<T>(
  fields: AnswerFields,
  answer: Answer,
  said: { advice: AdviceKey; certain: boolean; state: StateLetter | null },
  expected: Expectation<T>,
): CallOutcome<T> {
  const { advice, certain, state } = said;
  if (expected.kind === 'query' && state !== null) return accept(fields, answer, expected);
  if (expected.kind === 'close' && state === 'F') return accept(fields, answer, expected);
  // A pre-order without a state moved no money, and its link was never handed out: refused is refused.
  if (state === 'F') return { kind: 'rejected', advice, answer };
  if (certain && state === null) {
    const inDoubt = expected.kind === 'create' && answer.respCode.startsWith('90');
    return { kind: 'rejected', advice, answer, ...(inDoubt ? { unconfirmed: true } : {}) };
  }
  return { ...unknown('system', answer.respCode, answer), advice };
}

function accept<T>(fields: AnswerFields, answer: Answer, expected: Expectation<T>): CallOutcome<T> {
  const missing = expected.required.find((group) => group.every((name) => textOf(fields, name) === ''));
  if (missing) return unknown('mismatch', missing[0] ?? '', answer);
  const value = expected.read(fields);
  return value === null ? unknown('mismatch', 'content', answer) : { kind: 'accepted', value, answer };
}

/** The name of a field that does not belong to the request, or `null`. */
function findMismatch(fields: AnswerFields, expected: Expectation<unknown>): string | null {
  for (const [name, allowed] of Object.entries(expected.echoes)) {
    const echoed = textOf(fields, name);
    if (echoed !== '' && !allowed.includes(echoed)) return name;
  }
  const { amountField = 'trans_amt' } = expected;
  const amount = fieldOf(fields, amountField);
  const hasAmount = amount !== undefined && amount !== null && amount !== '';
  return expected.amount !== null && hasAmount && readGatewayAmount(amount) !== expected.amount ? amountField : null;
}

function answerOf(fields: AnswerFields, clockAheadMs: number | null): Answer {
  return {
    respCode: textOf(fields, 'resp_code'),
    respDesc: textOf(fields, 'resp_desc'),
    bankMessage: textOf(fields, 'bank_message', 'bank_desc'),
    clockAheadMs,
  };
}

function unknown(
  reason: UnknownReason,
  detail: string,
  answer: Answer | null,
): Extract<CallOutcome<never>, { kind: 'unknown' }> {
  return { kind: 'unknown', reason, advice: adviceForReason[reason], detail, answer };
}
