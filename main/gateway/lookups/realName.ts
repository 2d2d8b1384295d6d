import { textOf, type AnswerFields } from '../fields.ts';
import { rawFields } from './raw.ts';
import type { RealNameReport, RealNameState } from './types.ts';

/** Spellings as delivered (huifu-api.md §3.9.10). */
const applyStates: Readonly<Record<string, RealNameState>> = {
  APPLYMENT_STATE_EDITTING: 'editing',
  APPLYMENT_STATE_WAITTING_FOR_AUDIT: 'reviewing',
  APPLYMENT_STATE_WAITTING_FOR_CONFIRM_CONTACT: 'confirmContact',
  APPLYMENT_STATE_WAITTING_FOR_CONFIRM_LEGALPERSON: 'confirmLegalPerson',
  APPLYMENT_STATE_PASSED: 'passed',
  APPLYMENT_STATE_REJECTED: 'rejected',
  APPLYMENT_STATE_FREEZED: 'frozen',
  APPLYMENT_STATE_CANCELED: 'cancelled',
  APPLYMENT_STATE_NOAPPLY: 'notApplied',
};

/** Authorised is what counts; short of that, how far the application has come. */
export function readRealName(fields: AnswerFields): RealNameReport {
  const authorized = textOf(fields, 'authorize_stat', 'authorize_state').toUpperCase();
  const applied = applyStates[textOf(fields, 'applyment_stat', 'applyment_state').toUpperCase()];
  return {
    state: isAuthorized(authorized) ? 'authorized' : (applied ?? (authorized === '' ? 'unknown' : 'notAuthorized')),
    reason: textOf(fields, 'reject_reason'),
    qrCode: textOf(fields, 'qrcode_data'),
    raw: rawFields(fields).filter(({ name }) => name !== 'qrcode_data'),
  };
}

function isAuthorized(state: string): boolean {
  return state.endsWith('_AUTHORIZED') || state === '已授权';
}
