import { readTitle, type HeaderMapping } from '../../../shared/domain/reconciliation/mapping.ts';
import { decode, detectEncoding, type Encoding } from '../bytes/encoding.ts';
import { BACKTICK, COMMA, FieldSplitter, type Layout } from '../bytes/fields.ts';
import { alipayPlan } from './alipay.ts';
import { learn, mappedPlan, PRACTICE_SETTLEMENTS, PRACTICE_TRADES, recognisedPlan, type Learnt } from './learnt.ts';
import type { Plan } from './plan.ts';
import { unionpayPlan } from './unionpay.ts';
import { wechatPlan } from './wechat.ts';

/** A header stands within the first lines of a file; banks put their own name and the account's above it. */
const MOST_PREFACE_LINES = 40;

export interface Recognition {
  encoding: Encoding | null;
  plan: Plan | null;
  /** The header that was found or that looks most like one. */
  header: string[];
  /** Lines before and with the header. */
  skipLines: number;
  layout: Layout;
  learnt: Learnt | null;
  /** What a person has confirmed for just this header. */
  mapping: HeaderMapping | null;
  /** A mapping that was made for this file when its header was another. */
  changed: HeaderChange | null;
  /** Columns that are known stand in another order than they are known in. */
  reordered: boolean;
  /** The first lines after the header, as fields. */
  sample: string[][];
}

export interface HeaderChange {
  added: string[];
  missing: string[];
}

/**
 * Says what a table is from its first lines.
 *
 * @param bytes whole lines from the start of the file
 * @param mappings headers that a person has confirmed
 */
export function recognise(bytes: Uint8Array, mappings: readonly HeaderMapping[]): Recognition {
  const encoding = detectEncoding(bytes);
  const lines = firstLines(bytes);
  const basics = { encoding, learnt: null, mapping: null, changed: null, reordered: false, layout: COMMA };
  const sampleFrom = (line: number, layout: Layout): string[][] =>
    lines.slice(line, line + 5).map((one) => fieldsOf(one, layout, encoding));

  for (const [index, line] of lines.entries()) {
    const skipLines = index + 1;
    const byWidth = unionpayPlan(line, index);
    if (byWidth) return { ...basics, plan: byWidth, header: [], skipLines: index, sample: [] };
    const header = headerFields(line, COMMA, encoding);
    const known = wechatPlan(header, skipLines) ?? alipayPlan(header, skipLines);
    if (known) {
      const layout = known.format.startsWith('wechat') ? BACKTICK : COMMA;
      return { ...basics, plan: known, header, skipLines, layout, sample: sampleFrom(skipLines, layout) };
    }
  }
  const candidates = lines.flatMap((line, index) =>
    layouts.map((layout) => ({ layout, skipLines: index + 1, header: headerFields(line, layout, encoding) })),
  );
  for (const { header, skipLines, layout } of candidates) {
    const mapping = mappings.find((one) => sameHeader(one.header, header)) ?? null;
    const plan = mapping ? mappedPlan(mapping, header, skipLines, layout) : recognisedPlan(header, skipLines, layout);
    if (plan) {
      const reordered = practiceHeaders.some((known) => sameSet(known, header) && known.join() !== header.join());
      return { ...basics, plan, header, skipLines, layout, mapping, reordered, sample: sampleFrom(skipLines, layout) };
    }
  }
  return unknown(candidates, mappings, { ...basics, sampleFrom });
}

const layouts: readonly Layout[] = [COMMA, ...[9, 59, 124].map((separator) => ({ ...COMMA, separator }))];

interface Candidate {
  layout: Layout;
  skipLines: number;
  header: string[];
}

/** The shapes whose order is known. */
const practiceHeaders = [PRACTICE_TRADES, PRACTICE_SETTLEMENTS].map((header) => header.split(','));

/** No plan: find the line that looks most like a header, and a mapping that was made for one like it. */
function unknown(
  candidates: readonly Candidate[],
  mappings: readonly HeaderMapping[],
  {
    sampleFrom,
    ...basics
  }: Pick<Recognition, 'encoding' | 'mapping' | 'changed' | 'reordered'> & {
    sampleFrom: (line: number, layout: Layout) => string[][];
  },
): Recognition {
  const scored = candidates.map((candidate) => {
    const learnt = learn(candidate.header);
    const known = Object.keys(learnt.suggestion.columns).length;
    const words = candidate.header.filter((title) => title !== '' && !/^[\d.,:/ -]+$/.test(title)).length;
    return { ...candidate, learnt, score: known * 10 + Math.min(words, 9) };
  });
  const best = scored.reduce<(typeof scored)[number] | null>((a, b) => (a === null || b.score > a.score ? b : a), null);
  const enough = best !== null && looksLikeHeader(best.header, best.learnt);
  const header = best?.header ?? [];
  const alike = mappings
    .filter((mapping) => !sameHeader(mapping.header, header))
    .map((mapping) => ({ mapping, shared: mapping.header.filter((title) => header.includes(title)).length }))
    .filter(({ mapping, shared }) => shared >= mapping.header.length * 0.6)
    .toSorted((a, b) => b.shared - a.shared)[0];
  return {
    ...basics,
    plan: null,
    header,
    skipLines: best?.skipLines ?? 0,
    layout: best?.layout ?? COMMA,
    learnt: enough ? { ...best.learnt, ...(alike && { suggestion: carriedOver(alike.mapping, best.learnt) }) } : null,
    changed: alike ? changeOf(alike.mapping.header, header) : null,
    reordered: alike !== undefined && isReordered(alike.mapping.header, header),
    sample: best ? sampleFrom(best.skipLines, best.layout) : [],
  };
}

/** Titles that somebody can give a meaning to: two that are known, or three and more that are all words. */
function looksLikeHeader(header: readonly string[], { suggestion }: Learnt): boolean {
  if (Object.keys(suggestion.columns).length >= 2) return true;
  return header.length >= 3 && header.every((title) => /\p{L}/u.test(title));
}

/** What was confirmed of columns that are still there; of the others what their titles suggest. */
function carriedOver({ leg, columns, units, words }: HeaderMapping, { suggestion }: Learnt): HeaderMapping {
  const { header } = suggestion;
  const kept = Object.entries(columns).filter(([, title]) => header.includes(title));
  const taken = new Set(kept.flat());
  const fresh = Object.entries(suggestion.columns).filter(([role, title]) => !taken.has(role) && !taken.has(title));
  const roles = new Set(kept.map(([role]) => role));
  return {
    ...suggestion,
    leg,
    columns: Object.fromEntries([...kept, ...fresh]),
    units: Object.fromEntries(Object.entries(units).filter(([role]) => roles.has(role))),
    words,
  };
}

function changeOf(before: readonly string[], now: readonly string[]): HeaderChange {
  return {
    added: now.filter((title) => !before.includes(title)),
    missing: before.filter((title) => !now.includes(title)),
  };
}

/** Whether the titles that both have stand in another order. */
function isReordered(before: readonly string[], now: readonly string[]): boolean {
  const [one, other] = [before.filter((title) => now.includes(title)), now.filter((title) => before.includes(title))];
  return !sameHeader(one, other);
}

const sameHeader = (a: readonly string[], b: readonly string[]): boolean => a.join('\0') === b.join('\0');

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

function firstLines(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length && lines.length < MOST_PREFACE_LINES;) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    lines.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return lines;
}

/** A line cut into its fields, without blanks and guards around them. */
export function fieldsOf(line: Uint8Array, layout: Layout, encoding: Encoding | null): string[] {
  const bytes = Buffer.concat([line, Buffer.from('\n')]);
  const splitter = new FieldSplitter(layout);
  splitter.split(bytes, 0, bytes.length, true);
  return Array.from({ length: splitter.count }, (_, field) => {
    splitter.trim(bytes, field);
    return decode(bytes.subarray(splitter.from[field]!, splitter.to[field]!), encoding);
  });
}

/** Titles as a person sees them: no byte order mark, no blanks around. An empty last one is a comma too many. */
function headerFields(line: Uint8Array, layout: Layout, encoding: Encoding | null): string[] {
  const fields = fieldsOf(line, layout, encoding).map((text) =>
    readTitle(text)
      .text.replace(/^\uFEFF/, '')
      .trim(),
  );
  if (fields.length > 1 && fields.at(-1) === '') fields.pop();
  return fields;
}
