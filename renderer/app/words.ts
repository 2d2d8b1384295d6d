import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { languages, type Language } from '../../shared/contract/app.ts';
import { resources, type Namespace, type WordKey } from '../../shared/i18n/index.ts';

/** Values for the `{{name}}` gaps of a sentence; `count` chooses the plural. */
export type WordParams = Record<string, string | number>;

/** Turns a key of namespace `N` into the sentence of the chosen language. */
export type Words<N extends Namespace> = (key: WordKey<N>, params?: WordParams) => string;

/** Outside the packaged build a missing word or value is a bug that stops the view, not a key shown to a customer. */
const strict = import.meta.env?.DEV ?? true;

function missing(what: string): never {
  throw new Error(`no words for ${what}`);
}

void i18next.use(initReactI18next).init({
  resources,
  lng: 'zh-CN',
  supportedLngs: languages,
  fallbackLng: strict ? false : 'zh-CN',
  defaultNS: 'app',
  initAsync: false,
  returnNull: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
  ...(strict
    ? {
        parseMissingKeyHandler: (key: string) => missing(key),
        missingInterpolationHandler: (text: string, gap: RegExpExecArray) => missing(`${gap[0]} in "${text}"`),
      }
    : {}),
});

/** The words of one namespace in the chosen language; components re-render when the language changes. */
export function useWords<N extends Namespace>(namespace: N): Words<N> {
  const { t } = useTranslation(namespace);
  return useMemo(() => (key, params) => t(key as never, params as never) as unknown as string, [t]);
}

/** Words outside React, such as for what is spoken. */
export function wordsOf<N extends Namespace>(namespace: N): Words<N> {
  return (key, params) => i18next.t(key as never, { ns: namespace, ...params } as never) as unknown as string;
}

/** The words of one language, whichever is chosen. */
export function wordsIn<N extends Namespace>(language: Language, namespace: N): Words<N> {
  const fixed = i18next.getFixedT(language, namespace);
  return (key, params) => fixed(key as never, params as never) as unknown as string;
}

/** True if `key` has words: for keys that the main process puts together, such as a finding's outcome. */
export function hasWord<N extends Namespace>(namespace: N, key: string): key is WordKey<N> {
  return i18next.exists(key, { ns: namespace });
}

export function useLanguage(): Language {
  return useTranslation().i18n.language as Language;
}

/** Names one after the other, as the language separates them. */
export function listText(language: Language, names: readonly string[]): string {
  return names.join(language === 'en' ? ', ' : '、');
}

/** A label before what it stands for, as the chosen language writes it: `未平项：3`, `Open items: 3`. */
export function labelled(label: string, value: string): string {
  return `${label}${i18next.language === 'en' ? ': ' : '：'}${value}`;
}

export function setLanguage(language: Language): void {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
}
