import type { AuditValues } from '../../../shared/contract/audit.ts';
import type { Namespace } from '../../../shared/i18n/index.ts';
import { signedYuan } from '../../app/amounts.ts';
import type { NameOf } from '../../app/people.ts';
import { hasWord, wordsOf, type Words } from '../../app/words.ts';

/** Amounts in whole fen. */
const money: ReadonlySet<string> = new Set([
  'amount',
  'balance',
  'refundable',
  'atRisk',
  'net',
  'float',
  'total',
  'cashierEach',
  'cashierPerDay',
  'managerEach',
  'managerPerDay',
]);
/** Ids of people. */
const people: ReadonlySet<string> = new Set(['requester', 'approver', 'to']);
/** Where what a fact says has its words, by the fact's name; the first place that has some is taken. */
const places: Readonly<Record<string, readonly (readonly [Namespace, string])[]>> = {
  role: [['operators', 'role']],
  state: [['app', 'state']],
  way: [['payments', 'way']],
  on: [['collect', 'way']],
  kind: [['statements', 'kind']],
  source: [['statements', 'files.from']],
  outcome: [['outcomes', 'name']],
  theme: [['settings', 'theme']],
  reason: [
    ['audit', 'lockReason'],
    ['reconciliation', 'reason'],
  ],
  origin: [['audit', 'origin']],
};

/** What the words of a change are taken from, and who the people in it are. */
export interface ChangeWords {
  audit: Words<'audit'>;
  nameOf: NameOf;
  reasonOf: (reason: string) => string;
}

/**
 * `可退余额: 12.50 → 2.50 · 原因: …`: what was, and what it became. Amounts are yuan here, fen in the log itself. What has
 * no words is shown as it was written.
 */
export function changeText(
  before: AuditValues | null,
  after: AuditValues | null,
  { audit: words, nameOf, reasonOf }: ChangeWords,
): string {
  const say = (name: string, value: unknown): string => {
    if (typeof value === 'number' && money.has(name)) return signedYuan(value);
    if (typeof value === 'boolean') return words(value ? 'yes' : 'no');
    if (typeof value !== 'string') return String(value ?? words('nobody'));
    if (people.has(name)) return nameOf(value);
    if (name === 'on')
      return value
        .split(' ')
        .map((one) => worded(name, one) ?? one)
        .join(' + ');
    return worded(name, value) ?? (name === 'reason' ? reasonOf(value) : value);
  };
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return names
    .map((name) => {
      const fact = `fact.${name}`;
      const label = hasWord('audit', fact) ? words(fact) : name;
      const [was, is] = [before?.[name], after?.[name]];
      if (was === undefined) return `${label}: ${say(name, is)}`;
      return is === undefined ? `${label}: ${say(name, was)} →` : `${label}: ${say(name, was)} → ${say(name, is)}`;
    })
    .join(' · ');
}

/** `ways a2c6…` is about the ways to collect: which settings an act changed, in words. */
export function subjectText(subject: string, { audit, nameOf }: ChangeWords): string {
  const about = `about.${subject.split(' ')[0]}`;
  // What is done to people has their id for its subject.
  return hasWord('audit', about) ? audit(about) : nameOf(subject);
}

function worded(name: string, value: string): string | null {
  for (const [namespace, group] of places[name] ?? []) {
    const key = `${group}.${value}`;
    if (/^[A-Za-z-]+$/.test(value) && hasWord(namespace, key)) return wordsOf(namespace)(key);
  }
  return null;
}
