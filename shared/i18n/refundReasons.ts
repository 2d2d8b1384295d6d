import { languages, type Language } from '../contract/app.ts';
import { refunds as english } from './en/refunds.ts';
import { refunds as chinese } from './zh-CN/refunds.ts';

/** Why refunds are made in a new shop. Settings and ledger keep these ids; a reason that the owner typed is its own text. */
export const builtInReasons = [
  'goodsReturned',
  'outOfStock',
  'wrongPrice',
  'paidTwice',
  'customerCancelled',
  'other',
] as const;
type BuiltInReason = (typeof builtInReasons)[number];

const wordings: Record<Language, Record<BuiltInReason, string>> = { 'zh-CN': chinese.reason, en: english.reason };

const builtIn = (text: string): BuiltInReason | undefined =>
  builtInReasons.find((id) => id === text || languages.some((one) => wordings[one][id] === text));

/**
 * A reason as settings and ledger keep it: the id of a built-in one, given by its id or by its word in any language (older
 * ledgers hold the Chinese words), and any other text unchanged.
 */
export function reasonId(text: string): string {
  return builtIn(text) ?? text;
}

/** A reason as people read it. */
export function reasonText(reason: string, language: Language): string {
  const id = builtIn(reason);
  return id ? wordings[language][id] : reason;
}

/** A reason as it goes to the gateway and into the audit log, whatever language the window speaks. */
export function reasonForRecord(reason: string): string {
  return reasonText(reason, 'zh-CN');
}
