import type { BothLanguages } from '../../../shared/domain/reconciliation/run.ts';
import { outcomes as outcomesEn } from '../../../shared/i18n/en/outcomes.ts';
import { reconcile as english } from '../../../shared/i18n/en/reconcile.ts';
import { outcomes as outcomesZh } from '../../../shared/i18n/zh-CN/outcomes.ts';
import { reconcile as chinese } from '../../../shared/i18n/zh-CN/reconcile.ts';

/** The same words in both languages: whatever is said here is said in both. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export type ReportWords = Words<typeof chinese> & { names: Words<typeof outcomesZh> };
export const words: Readonly<Record<keyof BothLanguages, ReportWords>> = {
  zh: { ...chinese, names: outcomesZh },
  en: { ...english, names: outcomesEn },
};

/** Values of a sentence; a pair is said in the sentence's own language. */
export type Values = Readonly<Record<string, string | number | BothLanguages>>;

/** Sentences cut at their places, once for each: text, name, text, name, …, text. */
const cut = new Map<string, string[]>();

/** Puts values into `{name}` places. */
export function fill(text: string, values: Values, language: keyof BothLanguages): string {
  let pieces = cut.get(text);
  if (!pieces) cut.set(text, (pieces = text.split(/\{(\w+)\}/)));
  let filled = pieces[0]!;
  for (let at = 1; at < pieces.length; at += 2) {
    const value = values[pieces[at]!];
    filled += value === undefined ? `{${pieces[at]}}` : typeof value === 'object' ? value[language] : value;
    filled += pieces[at + 1]!;
  }
  return filled;
}

/** A sentence in both languages. */
export function say(pick: (of: ReportWords) => string, values: Values = {}): BothLanguages {
  return { zh: fill(pick(words.zh), values, 'zh'), en: fill(pick(words.en), values, 'en') };
}

/** Sentences one after the other. */
export function together(...sentences: BothLanguages[]): BothLanguages {
  return {
    zh: sentences.map(({ zh }) => zh).join(''),
    en: sentences
      .map(({ en }) => en.trim())
      .filter((en) => en !== '')
      .join(' '),
  };
}

export const nothing: BothLanguages = { zh: '', en: '' };

/** `20261123` → `2026-11-23`, as every view writes a day. */
export const dayText = (day: number | string): string => String(day).replace(/^(....)(..)(..)$/, '$1-$2-$3');

/** Fen as yuan in text, two decimals. */
export function yuanText(fen: number): string {
  const whole = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** 1/1000 fen as yuan in text, two decimals or as many as there are. */
export function fineYuanText(millifen: number): string {
  const digits = String(Math.abs(millifen)).padStart(6, '0');
  return `${millifen < 0 ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5).replace(/0{1,3}$/, '')}`;
}
