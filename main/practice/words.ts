import type { Language } from '../../shared/contract/app.ts';
import { practice as english } from '../../shared/i18n/en/practice.ts';
import { practice as chinese } from '../../shared/i18n/zh-CN/practice.ts';

/** The same words in both languages: what is said here is always said in both. */
type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };

export const words: Readonly<Record<Language, Words<typeof chinese>>> = { 'zh-CN': chinese, en: english };

/** Puts values into `{name}` places. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
