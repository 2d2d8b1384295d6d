import type { AuditValues } from '../../../shared/contract/audit.ts';
import { signedYuan } from '../../app/amounts.ts';
import type { NameOf } from '../../app/people.ts';
import type { Words } from '../../app/words.ts';
import { roles } from '../../../shared/domain/permission.ts';

/** What acts say about themselves; a name that is not here is shown as it was written. */
const named = [
  'name',
  'role',
  'state',
  'amount',
  'balance',
  'refundable',
  'atRisk',
  'net',
  'float',
  'total',
  'reason',
  'code',
  'payment',
  'close',
  'by',
  'approvedBy',
  'requester',
  'approver',
  'to',
  'pinChanged',
  'handled',
  'reopened',
  'kind',
  'period',
  'fileDate',
  'fingerprint',
  'huifuId',
  'sysId',
  'productId',
  'theme',
  'language',
  'till',
  'version',
  'host',
  'outcome',
  'matched',
  'clear',
  'allRead',
  'path',
  'plate',
  'lines',
  'on',
  'paymentCodes',
] as const;
type Named = (typeof named)[number];

/** Amounts in whole fen. */
const money: readonly string[] = ['amount', 'balance', 'refundable', 'atRisk', 'net', 'float', 'total'];
/** Ids of people. */
const people: readonly string[] = ['requester', 'approver', 'to'];
const states = [
  'waiting',
  'processing',
  'unknown',
  'paid',
  'failed',
  'closed',
  'requested',
  'refunding',
  'refunded',
] as const;

/** What the words of a change are taken from, and who the people in it are. */
export interface ChangeWords {
  audit: Words<'audit'>;
  app: Words<'app'>;
  operators: Words<'operators'>;
  nameOf: NameOf;
  reasonOf: (reason: string) => string;
}

/** `可退 12.50 → 2.50，原因 …`: what was, and what it became. Amounts are yuan here, fen in the log itself. */
export function changeText(
  before: AuditValues | null,
  after: AuditValues | null,
  { audit: words, app, operators, nameOf, reasonOf }: ChangeWords,
): string {
  const say = (name: string, value: unknown): string => {
    if (typeof value === 'number' && money.includes(name)) return signedYuan(value);
    if (typeof value === 'boolean') return words(value ? 'yes' : 'no');
    if (typeof value === 'string' && people.includes(name)) return nameOf(value);
    if (typeof value === 'string' && name === 'reason') return reasonOf(value);
    const role = name === 'role' && roles.find((one) => one === value);
    if (role) return operators(`role.${role}`);
    const state = name === 'state' && states.find((one) => one === value);
    return state ? app(`state.${state}`) : String(value ?? words('nobody'));
  };
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => {
      const known = named.find((one): one is Named => one === name);
      const label = known ? words(`fact.${known}`) : name;
      const [was, is] = [before?.[name], after?.[name]];
      if (was === undefined) return `${label}: ${say(name, is)}`;
      return is === undefined ? `${label}: ${say(name, was)} →` : `${label}: ${say(name, was)} → ${say(name, is)}`;
    })
    .join(' · ');
}
