/** Longest goods description that every endpoint takes: hosting's limit (huifu-api.md §3.2.1). */
export const MAX_GOODS_LENGTH = 40;

/** Why a goods description cannot be sent as typed. Each has its own sentence in `shared/i18n`. */
export const goodsTextProblemNames = ['tooLong', 'controlCharacters', 'unsupportedCharacters'] as const;
export type GoodsTextProblem = (typeof goodsTextProblemNames)[number];

/** Control characters and line separators: the gateway refuses them with HTTP 412, the SDKs disagree how to sign them (§2.2). */
const CONTROL = /[\p{Cc}\u2028\u2029]/gu;

/**
 * Emoji (but not digits, `#`, `*`, ©, ® and ™, which Unicode counts among them), the marks that modify them, invisible
 * formatting, private and unassigned characters, halves of surrogate pairs; and the backslash, because a typed `\u003c`
 * would be rewritten by some verifiers (§2.3).
 */
const UNSUPPORTED =
  /[[\p{Emoji}--[0-9#*\u00A9\u00AE\u2122]]\uFE00-\uFE0F\u20E3\u{E0100}-\u{E01EF}\p{Cf}\p{Co}\p{Cs}\p{Cn}\\]/gv;

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Makes a text fit to be signed and shown in a payer's bill: unsupported characters go, the rest is cut to `max`
 * at a whole character. Surrounding blanks are trimmed; that alone does not count as removed.
 *
 * Length is counted in UTF-16 units, the larger of the ways in which the other side may count.
 *
 * @returns the text, and whether anything that was typed is missing from it
 */
export function cleanFreeText(text: string, max: number): { text: string; removed: boolean } {
  const typed = text.trim();
  const kept = typed.replace(CONTROL, '').replace(UNSUPPORTED, '').trim();
  const cut = cutAt(kept, max);
  return { text: cut, removed: cut !== typed };
}

/** {@link cleanFreeText} for `goods_desc`: at most {@link MAX_GOODS_LENGTH} characters. */
export function cleanGoodsText(text: string): { text: string; removed: boolean } {
  return cleanFreeText(text, MAX_GOODS_LENGTH);
}

/** What {@link cleanGoodsText} would take away from `text`, for the screen; empty when nothing. */
export function goodsTextProblems(text: string): GoodsTextProblem[] {
  const typed = text.trim();
  const problems: GoodsTextProblem[] = [];
  const plain = typed.replace(CONTROL, '');
  const kept = plain.replace(UNSUPPORTED, '');
  if (kept.trim().length > MAX_GOODS_LENGTH) problems.push('tooLong');
  if (plain !== typed) problems.push('controlCharacters');
  if (kept !== plain) problems.push('unsupportedCharacters');
  return problems;
}

function cutAt(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = '';
  for (const { segment } of graphemes.segment(text)) {
    if (cut.length + segment.length > max) break;
    cut += segment;
  }
  return cut.trimEnd();
}
