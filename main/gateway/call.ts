import { checkBaseUrl } from '../../shared/domain/baseUrl.ts';
import type { Instant } from '../../shared/domain/time.ts';
import { canonicalText, envelopeText, type RequestFields } from './canonical.ts';
import { judge, type Expectation } from './outcome.ts';
import { createVerifier } from './signature.ts';
import { createTransport } from './transport.ts';
import type { CallOutcome, GatewayIdentity, NotSentReason } from './types.ts';

/** The account of one call for the log: no key, signature, link, goods or amount. */
export interface CallRecord {
  path: string;
  /** The request number, for finding the call again; masked by the log as it sees fit. */
  requestNumber: string;
  durationMs: number;
  outcome: CallOutcome<unknown>['kind'];
  /** Why it was not sent or is unknown, with the network's code or the offending field's name. */
  reason: string | null;
  respCode: string | null;
  respDesc: string | null;
  clockAheadMs: number | null;
  /** The verified answer itself, only where its shape is not published; the log masks what names people. */
  raw: string | null;
}

export interface GatewayIo {
  /** The network to use. Must not follow redirects by itself, and should hand through any HTTP status. */
  fetch: typeof fetch;
  now: () => Instant;
  /** Told after every call, answered or not. */
  onAnswer?: (call: CallRecord) => void;
  /** Total time for one call; 30 s unless given. */
  timeoutMs?: number;
}

export interface CallSpec<T> extends Expectation<T> {
  path: string;
  requestNumber: string;
  fields: RequestFields;
  /** Total time for this call, where it is not the usual one. */
  timeoutMs?: number;
  /** The answer goes to the log as it came. */
  keepRaw?: boolean;
}

/** Signs, sends, verifies and judges one call. Never throws for anything that network, gateway or keychain do. */
export type Caller = <T>(spec: CallSpec<T>) => Promise<CallOutcome<T>>;

export function createCaller(identity: GatewayIdentity, io: GatewayIo): Caller {
  const send = createTransport(io);
  const verify = createVerifier(identity.profile.huifuPublicKey);

  async function attempt<T>(spec: CallSpec<T>): Promise<Attempt<T>> {
    const { profile, signer } = identity;
    const baseUrl = checkBaseUrl(profile.baseUrl);
    if (!baseUrl.ok) return unsent('badAddress', baseUrl.error);
    const data = canonicalText(spec.fields);
    let sign: string;
    try {
      sign = signer.sign(data);
    } catch {
      return unsent('keyUnavailable', '');
    }
    const result = await send({
      url: baseUrl.data + spec.path,
      body: envelopeText({ sysId: profile.sysId, productId: profile.productId, sign, data }),
      headers: headersFor(profile.skillSource, spec.fields['huifu_id'] ?? ''),
      ...(spec.timeoutMs === undefined ? {} : { timeoutMs: spec.timeoutMs }),
    });
    const raw = spec.keepRaw && result.kind === 'answered' ? result.text : null;
    return { outcome: judge(result, verify, spec), raw };
  }

  return async (spec) => {
    const startTick = performance.now();
    const { outcome, raw } = await attempt(spec);
    io.onAnswer?.({ ...recordOf(spec, outcome, Math.round(performance.now() - startTick)), raw });
    return outcome;
  };
}

interface Attempt<T> {
  outcome: CallOutcome<T>;
  raw: string | null;
}

function unsent(reason: NotSentReason, detail: string): Attempt<never> {
  return { outcome: { kind: 'notSent', reason, detail }, raw: null };
}

/** huifu-api.md §1.2: the source label is sent verbatim when set, and then with this request's own merchant. */
function headersFor(skillSource: string, huifuId: string): Record<string, string> {
  return {
    'Content-Type': 'application/json;charset=UTF-8',
    Accept: 'application/json',
    ...(skillSource === '' ? {} : { 'jpt-x-skill-source': skillSource, 'jpt-x-skill-huifu_id': huifuId }),
  };
}

function recordOf(spec: CallSpec<unknown>, outcome: CallOutcome<unknown>, durationMs: number): Omit<CallRecord, 'raw'> {
  const answer = outcome.kind === 'notSent' ? null : outcome.answer;
  const reason =
    outcome.kind === 'notSent' || outcome.kind === 'unknown' ? `${outcome.reason} ${outcome.detail}`.trim() : null;
  return {
    path: spec.path,
    requestNumber: spec.requestNumber,
    durationMs,
    outcome: outcome.kind,
    reason,
    respCode: answer?.respCode ?? null,
    respDesc: answer?.respDesc ?? null,
    clockAheadMs: answer?.clockAheadMs ?? null,
  };
}
