import type { PageSettings, ReadinessFinding, ReadinessTopic } from '../../shared/contract/counter.ts';
import type { Profile } from '../../shared/domain/profile.ts';
import { newRequestNumber } from '../../shared/domain/requestNumber.ts';
import { businessDateOf, type Instant } from '../../shared/domain/time.ts';
import type { AdviceKey } from '../../shared/i18n/advice.ts';
import { adviceFor } from '../gateway/advice.ts';
import type {
  MerchantLookups,
  MerchantReport,
  RealNameReport,
  RealNameState,
  WechatConfigReport,
} from '../gateway/lookups/types.ts';
import type { CallOutcome } from '../gateway/types.ts';

interface Ground {
  profile: Profile;
  page: PageSettings;
  /** Under which payers reach the page; `null` while they do not. */
  publicUrl: string | null;
  now(): Instant;
}

/**
 * Asks Huifu what is set up for the merchant, one question after the other, and says of each finding what it means and
 * what to do. Moves nothing. Answers whose fields are not published come along as they are.
 *
 * @returns one finding per topic, in the contract's order
 */
export async function checkReadiness(lookups: MerchantLookups, ground: Ground): Promise<ReadinessFinding[]> {
  const own = () => ({
    requestDate: businessDateOf(ground.now()),
    requestNumber: newRequestNumber('lookup', ground.now(), '00'),
  });
  const merchant = await lookups.merchant(own());
  const config = await lookups.wechatConfig(own());
  const realName = await lookups.realName(own());
  return [
    answered('merchant', merchant, ({ name }) => finding('merchant', 'good', 'ok', { name })),
    answered('wechatPay', merchant, (report) => ofChannels('wechatPay', report.wechatChannels)),
    answered('alipay', merchant, (report: MerchantReport) => ofChannels('alipay', report.alipayChannels)),
    answered('wechatConfig', config, (report) => ofConfig(report, ground.page)),
    answered('paymentPath', config, (report) => ofPath(report, ground)),
    answered('realName', realName, ofRealName),
  ];
}

/** What every question has in common when there is no answer to read. */
function answered<T>(
  topic: ReadinessTopic,
  outcome: CallOutcome<T>,
  read: (value: T) => ReadinessFinding,
): ReadinessFinding {
  switch (outcome.kind) {
    case 'accepted':
      return read(outcome.value);
    case 'notSent':
      return finding(topic, 'skipped', 'notSent', { reason: outcome.reason });
    case 'unknown':
      return finding(topic, 'skipped', 'noAnswer', { reason: outcome.reason });
    case 'rejected':
    case 'duplicate':
    case 'notFound':
    case 'throttled': {
      const { respCode: code, respDesc, bankMessage } = outcome.answer;
      const level = outcome.kind === 'throttled' ? 'warning' : 'bad';
      return finding(topic, level, 'refused', { code, text: bankMessage || respDesc }, outcome.advice);
    }
  }
}

function ofChannels(topic: 'wechatPay' | 'alipay', channels: number): ReadinessFinding {
  return channels > 0
    ? finding(topic, 'good', 'ok', { channels })
    : finding(topic, 'warning', 'none', {}, 'channelConfig');
}

/** The shop's own appids must be among the bound ones, or WeChat refuses with FAQ case A (huifu-api.md §4.3). */
function ofConfig(report: WechatConfigReport, page: PageSettings): ReadinessFinding {
  const wanted = [page.wechatIsProviders ? '' : page.wechatAppId, page.appletAppId].filter((id) => id !== '');
  const missing = wanted.filter((id) => !report.appIds.includes(id));
  const bound = report.appIds.join(', ');
  const failed = report.failures.join(' · ');
  if (missing.length > 0) {
    const advice = failed === '' ? 'appIdNotBound' : known(failed, 'appIdNotBound');
    return {
      ...finding('wechatConfig', 'bad', 'missing', { missing: missing.join(', '), bound: bound || '–' }, advice),
      raw: report.raw,
    };
  }
  if (failed !== '')
    return {
      ...finding('wechatConfig', 'warning', 'failures', { text: failed }, known(failed, null)),
      raw: report.raw,
    };
  if (bound === '') return { ...finding('wechatConfig', 'warning', 'none'), raw: report.raw };
  return { ...finding('wechatConfig', 'good', 'ok', { bound }), raw: report.raw };
}

/** WeChat lets a page pay only below a registered directory, which ends with a slash (huifu-api.md §3.9.9). */
function ofPath({ paths }: WechatConfigReport, { page, publicUrl }: Ground): ReadinessFinding {
  if (page.wechatAppId === '') return finding('paymentPath', 'skipped', 'noPage');
  if (publicUrl === null) return finding('paymentPath', 'skipped', 'noAddress');
  const wanted = `${publicUrl}/o/`;
  const fits = paths.some((path) => path.endsWith('/') && wanted.startsWith(path));
  return fits
    ? finding('paymentPath', 'good', 'ok', { path: wanted })
    : finding('paymentPath', 'bad', 'missing', { path: wanted, bound: paths.join(', ') || '–' });
}

const realNameLevels: Record<RealNameState, ReadinessFinding['level']> = {
  authorized: 'good',
  notAuthorized: 'bad',
  editing: 'bad',
  reviewing: 'warning',
  confirmContact: 'bad',
  confirmLegalPerson: 'bad',
  passed: 'bad',
  rejected: 'bad',
  frozen: 'bad',
  cancelled: 'bad',
  notApplied: 'bad',
  unknown: 'warning',
};

function ofRealName({ state, reason, qrCode, raw }: RealNameReport): ReadinessFinding {
  const level = realNameLevels[state];
  const advice: AdviceKey | null = level === 'good' ? null : 'wechatRealName';
  return { ...finding('realName', level, state, { reason: reason || '–', qrCode }, advice), raw };
}

/** A case that is known by its words, wherever they turn up (huifu-api.md §4.3). */
function known(text: string, otherwise: AdviceKey | null): AdviceKey | null {
  const advice = adviceFor('', text);
  return advice === 'unknownCode' ? otherwise : advice;
}

function finding(
  topic: ReadinessTopic,
  level: ReadinessFinding['level'],
  outcome: string,
  params: ReadinessFinding['params'] = {},
  advice: AdviceKey | null = null,
): ReadinessFinding {
  return { topic, level, outcome, params, advice, raw: [] };
}
