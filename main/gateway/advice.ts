import type { CodeEntry } from '../../shared/contract/closing.ts';
import type { AdviceKey } from '../../shared/i18n/advice.ts';
import {
  businessCodes,
  gatewayCodes,
  httpCode,
  httpStatuses,
  knownCases,
  textRules,
  type CodeMeaning,
  type CodeRule,
} from './codes.ts';

/** Families whose unlisted codes mean "rejected, no money moved" (huifu-api.md §3.2.3). */
const refusingFamilies = ['1', '21', '22', '23', '90'];

/**
 * What staff should do about a code and its texts (huifu-api.md §4): cases known by their text first, then code with
 * text, then text alone, then code alone. A code that nobody knows gets a general sentence; it is shown verbatim beside.
 *
 * @param code `resp_code`, a gateway-level code, or `HTTP <status>`
 * @param texts `resp_desc` and what the channel said
 */
export function adviceFor(code: string, ...texts: string[]): AdviceKey {
  const text = plain(texts.join('\n'));
  const rules = rulesOf(code);
  // A call that was handled can still report a payment that failed; then the channel's words tell why.
  const declined = meaningOf(code, ...texts) === 'done' ? (businessCodes['90000000'] ?? []) : [];
  const found =
    match(knownCases, text) ??
    match(rules, text) ??
    match(declined, text) ??
    match(textRules, text) ??
    rules.find((r) => r.words.length === 0);
  return found?.advice ?? 'unknownCode';
}

/** What a code with its texts says about the call; `null` for a code that nobody knows. */
export function meaningOf(code: string, ...texts: string[]): CodeMeaning | null {
  const text = plain(texts.join('\n'));
  const rules = rulesOf(code);
  const found =
    match(rules, text) ?? rules.find((r) => r.words.length === 0) ?? match(textRules, text) ?? match(knownCases, text);
  if (found) return found.meaning;
  return code.length === 8 && refusingFamilies.some((family) => code.startsWith(family)) ? 'refused' : null;
}

/** What the tables list beside the faults: the layers that say nothing about the payment (huifu-api.md §4.1). */
const delivered: readonly CodeEntry[] = [httpCode(200), '10000'].map((code) => ({
  code,
  words: [],
  advice: 'accepted',
  meaning: 'done',
}));

/** One code with its texts as a row of the tables. */
export function codeEntry(code: string, text: string): CodeEntry {
  const good = delivered.find((row) => row.code === code);
  if (good) return good;
  return { code, words: [], advice: adviceFor(code, text), meaning: meaningOf(code, text) ?? 'unclear' };
}

/** Every row of the tables (huifu-api.md §4.1–4.3): HTTP, the gateway's own layer, business codes, texts, known cases. */
export function codeEntries(): CodeEntry[] {
  return [
    ...delivered,
    ...[...gatewayRules].flatMap(([code, rules]) => rules.map((found) => entryOf(code, found))),
    ...[...textRules, ...knownCases].map((found) => entryOf(null, found)),
  ];
}

function entryOf(code: string | null, { words, advice, meaning }: CodeRule): CodeEntry {
  return { code, words: [...words], advice, meaning };
}

const gatewayRules = new Map<string, readonly CodeRule[]>([
  ...Object.entries(businessCodes),
  ...Object.entries(gatewayCodes).map(([code, one]) => [code, [one]] as const),
  ...Object.entries(httpStatuses).map(([status, one]) => [httpCode(Number(status)), [one]] as const),
]);

function rulesOf(code: string): readonly CodeRule[] {
  return gatewayRules.get(code) ?? [];
}

function match(rules: readonly CodeRule[], text: string): CodeRule | undefined {
  return rules.find((r) => r.words.some((word) => text.includes(plain(word))));
}

/** Texts come with stray blanks and in either case. */
function plain(text: string): string {
  return text.replace(/\s+/g, '').toLowerCase();
}
