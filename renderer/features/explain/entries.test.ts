import { describe, expect, it } from 'vitest';
import { languages } from '../../../shared/contract/app.ts';
import { codeMeanings } from '../../../shared/contract/closing.ts';
import { closeResults } from '../../../shared/domain/closing.ts';
import { advice } from '../../../shared/i18n/advice.ts';
import { codeExplanations, helpers } from '../../../shared/i18n/codeExplanations.ts';
import { resources } from '../../../shared/i18n/index.ts';
import { situations, stateOf } from '../payment/explain.ts';
import { closeEntries, codeEntry, matching, situationEntries, type Entry, type EntryWords } from './entries.ts';

/** The words of a language, found by their dotted path as the window finds them. */
function wordsIn(language: (typeof languages)[number]): EntryWords {
  const of =
    (namespace: 'explain' | 'payments') =>
    (key: string, params: object = {}) => {
      let found: unknown = resources[language][namespace];
      for (const part of key.split('.')) found = (found as Record<string, unknown>)[part];
      if (typeof found !== 'string') throw new Error(`no words for ${key}`);
      return Object.entries(params).reduce((text, [name, value]) => text.replace(`{{${name}}}`, String(value)), found);
    };
  return { language, explain: of('explain'), payments: of('payments') };
}

const sentences = ({ means, mayChange, todo, never, call }: Entry) => [means, mayChange, todo, never, call];

describe.each(languages)('explanations in %s', (language) => {
  const words = wordsIn(language);

  it('say five things of every situation and every result of a close', () => {
    const entries = [...situationEntries(words), ...closeEntries(words)];
    expect(entries.length).toBe(situations.length + closeResults.length);
    for (const entry of entries) for (const sentence of sentences(entry)) expect(sentence.length).toBeGreaterThan(2);
  });

  it('say five things of every advice, whatever the code says about the call', () => {
    for (const key of Object.keys(advice) as (keyof typeof advice)[]) {
      for (const meaning of codeMeanings) {
        const entry = codeEntry({ code: '10000000', words: ['x'], advice: key, meaning }, words);
        for (const sentence of sentences(entry)) expect(sentence.length).toBeGreaterThan(2);
      }
    }
    expect(new Set(Object.values(codeExplanations).map(({ call }) => call))).toEqual(new Set(helpers));
  });

  it('never tell to charge again while a result is in doubt', () => {
    const entry = codeEntry({ code: '98888888', words: [], advice: 'systemFault', meaning: 'inDoubt' }, words);
    expect(entry.never).toMatch(language === 'en' ? /not charge again/ : /不要重新收款/);
  });
});

it('a situation is shown with the state that it belongs to', () => {
  expect(stateOf('paidAfterEnd')).toEqual({ state: 'paid', alert: 'paidAfterEnd' });
  expect(stateOf('closing')).toEqual({ state: 'waiting', alert: null });
  expect(stateOf('closedExpired')).toEqual({ state: 'closed', alert: null });
  expect(stateOf('unknownExpired')).toEqual({ state: 'unknown', alert: null });
  expect(stateOf('paidNotBooked')).toEqual({ state: 'paid', alert: null });
});

it('the list finds a code first, and words in any order', () => {
  const words = wordsIn('en');
  const rows = [
    { code: '10000000', words: [], advice: 'badInput', meaning: 'refused' },
    { code: '23000004', words: ['x'], advice: 'cannotClose', meaning: 'refused' },
    { code: null, words: ['see 23000004'], advice: 'noChannel', meaning: 'refused' },
  ] as const;
  const entries = rows.map((row) => codeEntry({ ...row, words: [...row.words] }, words));
  expect(matching(entries, '23000004').map(({ title }) => title)).toEqual(['23000004', 'see 23000004']);
  expect(matching(entries, 'close unionpay').map(({ title }) => title)).toEqual(['23000004']);
  expect(matching(entries, 'nothing like it')).toEqual([]);
});
