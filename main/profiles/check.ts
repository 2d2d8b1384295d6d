import type { CheckFinding, CheckTopic } from '../../shared/contract/profiles.ts';
import { fen } from '../../shared/domain/money.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { businessDateOf, instant, type Instant } from '../../shared/domain/time.ts';
import type { AdviceKey } from '../../shared/i18n/advice.ts';
import type { checks } from '../../shared/i18n/zh-CN/checks.ts';
import { selfTest } from '../gateway/index.ts';
import type { Answer, CallOutcome, GatewayIdentity, PaymentGateway } from '../gateway/types.ts';
import type { Signer, Vault } from '../vault/types.ts';

export interface CheckNeeds {
  profile: Profile;
  vault: Vault;
  gateway(identity: GatewayIdentity): PaymentGateway;
  now(): Instant;
  till(): string;
}

/** Huifu's clock and this PC's may differ by this much without a word (huifu-api.md §1.4). */
const CLOCK_TOLERANCE_MS = 60_000;

/** What the gateway's refusals say about the credentials; anything else is shown in Huifu's own words. */
const VERDICTS: Partial<Record<AdviceKey, keyof (typeof checks)['query']>> = {
  requestSignature: 'signatureRefused',
  gatewayAuth: 'callerRefused',
  interfacePermission: 'noPermission',
  permissionMissing: 'noPermission',
  dataPermission: 'dataPermission',
  productNumber: 'product',
  merchantState: 'merchant',
  merchantNotEnabled: 'merchant',
  clockWrong: 'wrongDate',
};

/**
 * Checks a profile from the keychain to the gateway and back: is the key there, does it sign, does the gateway answer,
 * is the answer signed with Huifu's key, does it know this merchant, is the clock right. Sends one query of a request
 * number that does not exist, which moves nothing.
 *
 * @returns one finding per topic, in the contract's order
 */
export async function checkProfile(needs: CheckNeeds): Promise<CheckFinding[]> {
  const { profile } = needs;
  const { keychain, signer } = await checkKeychain(needs);
  if (!signer) {
    const topics = ['selfTest', 'reach', 'signature', 'query', 'clock'] as const;
    return [keychain, ...topics.map((topic) => finding(topic, 'skipped', 'skipped')), checkProject(profile)];
  }
  const ownKey = checkSigner(profile, signer);
  const outcome = await askForNothing(needs, signer);
  return [
    keychain,
    ownKey,
    checkReach(profile, outcome),
    checkSignature(outcome),
    checkQuery(outcome),
    checkClock(needs.now(), outcome),
    checkProject(profile),
  ];
}

async function checkKeychain({
  profile,
  vault,
}: CheckNeeds): Promise<{ keychain: CheckFinding; signer: Signer | null }> {
  const loaded = await vault.signer(profile.keyId);
  if (loaded.ok && loaded.data) return { keychain: finding('keychain', 'good', 'present'), signer: loaded.data };
  // A locked keychain answers reads with "nothing there": only a write shows whether the key is really gone.
  const probed = loaded.ok ? await vault.probe() : loaded;
  if (probed.ok) return { keychain: finding('keychain', 'bad', 'missing'), signer: null };
  const { problem, detail } = probed.error;
  return { keychain: finding('keychain', 'bad', problem, { detail }), signer: null };
}

function checkSigner(profile: Profile, signer: Signer): CheckFinding {
  if (signer.fingerprint.replaceAll(' ', '') !== profile.keyFingerprint.replaceAll(' ', '').toUpperCase()) {
    return finding('selfTest', 'bad', 'otherKey');
  }
  const tested = selfTest(signer);
  return tested.ok
    ? finding('selfTest', 'good', 'ok', { bits: signer.bits, fingerprint: signer.fingerprint })
    : finding('selfTest', 'bad', tested.error);
}

/** Queries a hosted payment that was never made (huifu-api.md §3.10.2). */
function askForNothing(needs: CheckNeeds, signer: Signer): Promise<CallOutcome<unknown>> {
  const at = needs.now();
  const requestDate = businessDateOf(at);
  const number = (kind: 'query' | 'payment') => newRequestNumber(kind, at, needs.till());
  return needs
    .gateway({ profile: needs.profile, signer })
    .queryHostedPayment(
      { requestDate, requestNumber: number('query') },
      { requestDate, requestNumber: number('payment'), huifuNumber: null },
      fen(1),
    );
}

function checkReach(profile: Profile, outcome: CallOutcome<unknown>): CheckFinding {
  const host = URL.parse(profile.baseUrl)?.host ?? profile.baseUrl;
  if (outcome.kind === 'notSent') {
    const { reason } = outcome;
    return reason === 'keyUnavailable'
      ? finding('reach', 'skipped', 'skipped')
      : finding('reach', 'bad', reason, { host });
  }
  if (outcome.kind === 'unknown') {
    const { reason, answer } = outcome;
    if (reason === 'timeout' || reason === 'connectionLost' || reason === 'notJson') {
      return finding('reach', 'bad', reason, { host });
    }
    if (reason === 'http') return finding('reach', 'bad', 'http', { host, code: answer?.respCode ?? '' });
  }
  const elsewhere = outcome.kind === 'rejected' && outcome.advice === 'addressWrong';
  return elsewhere ? finding('reach', 'bad', 'badPath', { host }) : finding('reach', 'good', 'ok', { host });
}

function checkSignature(outcome: CallOutcome<unknown>): CheckFinding {
  if (outcome.kind === 'notSent') return finding('signature', 'skipped', 'skipped');
  if (outcome.kind === 'unknown') {
    if (outcome.reason === 'badSignature') return finding('signature', 'bad', 'bad');
    if (outcome.reason !== 'mismatch' && outcome.reason !== 'system') return finding('signature', 'skipped', 'skipped');
  }
  return outcome.answer && isSigned(outcome.answer)
    ? finding('signature', 'good', 'ok')
    : finding('signature', 'skipped', 'unsigned');
}

function checkQuery(outcome: CallOutcome<unknown>): CheckFinding {
  if (outcome.kind === 'notSent') return finding('query', 'skipped', 'skipped');
  if (outcome.kind === 'notFound' || outcome.kind === 'accepted') return finding('query', 'good', 'ok');
  const { answer } = outcome;
  const params = { code: answer?.respCode ?? '', text: answer?.respDesc ?? '' };
  if (outcome.kind === 'throttled') return finding('query', 'warning', 'throttled', params);
  if (outcome.kind === 'unknown') {
    if (outcome.reason === 'mismatch') return finding('query', 'bad', 'mismatch', params);
    if (outcome.reason === 'system') return finding('query', 'warning', 'system', params);
    return finding('query', 'skipped', 'skipped');
  }
  if (outcome.advice === 'addressWrong') return finding('query', 'skipped', 'skipped');
  return finding('query', 'bad', VERDICTS[outcome.advice] ?? 'rejected', params);
}

function checkClock(now: Instant, outcome: CallOutcome<unknown>): CheckFinding {
  const answer = outcome.kind === 'notSent' ? null : outcome.answer;
  if (!answer) return finding('clock', 'skipped', 'skipped');
  if (outcome.kind === 'rejected' && outcome.advice === 'clockWrong') return finding('clock', 'bad', 'wrongDay');
  const ahead = answer.clockAheadMs;
  if (ahead === null) return finding('clock', 'skipped', 'unknown');
  const seconds = Math.round(Math.abs(ahead) / 1000);
  if (Math.abs(ahead) <= CLOCK_TOLERANCE_MS) return finding('clock', 'good', 'ok', { seconds });
  if (businessDateOf(now) !== businessDateOf(instant(now + Math.round(ahead)))) {
    return finding('clock', 'bad', 'wrongDay', { seconds });
  }
  // The gateway's clock ahead means that this PC's is behind.
  return finding('clock', 'warning', ahead > 0 ? 'behind' : 'ahead', { seconds });
}

function checkProject({ projectId, projectTitle }: Profile): CheckFinding {
  if (projectId === '') return finding('project', 'bad', 'missing');
  if (projectTitle === '') return finding('project', 'bad', 'titleMissing');
  return finding('project', 'good', 'ok', { projectId });
}

/** What the gateway's own layer says comes unsigned: an HTTP status, or a code of five digits (huifu-api.md §4.1). */
function isSigned(answer: Answer): boolean {
  return !/^(?:HTTP \d+|\d{5})$/.test(answer.respCode);
}

/** Only outcomes that have a sentence. */
function finding<T extends CheckTopic>(
  topic: T,
  level: CheckFinding['level'],
  outcome: keyof (typeof checks)[T] & string,
  params: CheckFinding['params'] = {},
): CheckFinding {
  return { topic, level, outcome, params };
}
