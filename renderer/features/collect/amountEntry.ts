import { goodsTextProblems, MAX_GOODS_LENGTH, type GoodsTextProblem } from '../../../shared/domain/goodsText.ts';
import { parseYuan, toHalfWidth, type AmountProblem, type Fen } from '../../../shared/domain/money.ts';

/** What a typed amount is, so far. */
export type AmountReading =
  | { kind: 'amount'; fen: Fen }
  /** Not an amount yet, but it may become one: say nothing until Enter. */
  | { kind: 'unfinished'; problem: AmountProblem }
  /** More typing cannot help. `plain` is the half-width form that Enter puts in its place, where that is an amount. */
  | { kind: 'problem'; problem: AmountProblem; plain: string | null };

/** Reads the amount field as it stands. Never guesses: full-width digits are offered in their plain form, not taken. */
export function readAmount(text: string): AmountReading {
  const typed = text.trim();
  const parsed = parseYuan(typed);
  if (parsed.ok) return { kind: 'amount', fen: parsed.data };
  if (/^(0*\.?0?0?)$/.test(typed)) return { kind: 'unfinished', problem: parsed.error };
  const plain = parsed.error === 'fullWidth' ? toHalfWidth(typed) : '';
  return { kind: 'problem', problem: parsed.error, plain: parseYuan(plain).ok ? plain : null };
}

/** The first thing wrong with a note, worst first; with how many characters are too many. */
export function readNote(text: string): { problem: GoodsTextProblem; over: number } | null {
  const found = goodsTextProblems(text);
  const order: GoodsTextProblem[] = ['controlCharacters', 'unsupportedCharacters', 'tooLong'];
  const problem = order.find((name) => found.includes(name));
  return problem ? { problem, over: Math.max(0, text.trim().length - MAX_GOODS_LENGTH) } : null;
}
