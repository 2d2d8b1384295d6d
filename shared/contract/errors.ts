import type { Result } from '../domain/result.ts';
import type { AdviceKey } from '../i18n/advice.ts';

/**
 * Every way in which a call from the window can fail. Closed: `shared/i18n` must hold a title and a next step for each.
 */
export const errorCodes = [
  'badRequest',
  'forbiddenSender',
  'internal',
  'noProfile',
  'notFound',
  'profileIncomplete',
  'projectMissing',
  'keyMissing',
  'keychainLocked',
  'keychainAbsent',
  'keychainDamaged',
  'keychainFailed',
  'ledgerFull',
  'ledgerBusy',
  'ledgerReadOnly',
  'ledgerFailed',
  'goodsText',
  'offline',
  'dns',
  'refused',
  'tls',
  'badAddress',
  'gatewayRejected',
  'gatewayThrottled',
  'resultUnknown',
  'stateChanged',
  'draftGone',
  'draftIncomplete',
  'profileInUse',
  'fileUnreadable',
  'fileTooLarge',
  'fileWrite',
  'cancelledDialog',
  'backupUnsound',
  'locked',
  'notAllowed',
  'approvalVoid',
  'approvalNeeded',
  'pinWrong',
  'pinBlocked',
  'pinUnfit',
  'nameInUse',
  'ownerFirst',
  'lastOwner',
  'operatorGone',
  'overGrant',
  'selfApproval',
  'approverUnfit',
  'recoveryWrongKey',
  'recoverySealed',
  'shiftOpen',
  'noShift',
  'shiftUnfinished',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** An expected failure as it crosses IPC. Holds no secret; `supportId` finds the log line. */
export interface ConsoleError {
  code: ErrorCode;
  /** Values for the sentence: counts, names, masked numbers. */
  params?: Record<string, string | number>;
  /** What the gateway said, where it was the gateway, with advice for staff. */
  gateway?: { respCode: string; respDesc: string; advice: AdviceKey; requestNumber: string | null };
  supportId: string;
}

export type Answered<T> = Result<T, ConsoleError>;
