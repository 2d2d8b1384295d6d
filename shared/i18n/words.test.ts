import { describe, expect, it } from 'vitest';
import { themes, languages } from '../contract/app.ts';
import { errorCodes } from '../contract/errors.ts';
import { checkTopics, credentialNotes, credentialProblems } from '../contract/profiles.ts';
import { fen } from '../domain/money.ts';
import { paymentStates } from '../domain/paymentState.ts';
import { resources, type Namespace } from './index.ts';
import { spokenPaid } from './spoken.ts';

/** Every sentence of a tree by its dotted path, plurals under one name with all their forms. */
function sentences(tree: object, path = ''): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path + key.replace(/_(one|other)$/, '');
    if (typeof value === 'string') found.set(at, [...(found.get(at) ?? []), value]);
    else for (const [inner, forms] of sentences(value as object, `${at}.`)) found.set(inner, forms);
  }
  return found;
}

function gaps(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort();
}

function count(text: string, what: RegExp): number {
  return [...text.matchAll(what)].length;
}

const chinese = resources['zh-CN'];
const english = resources.en;

describe.each(Object.keys(chinese) as Namespace[])('words of %s', (namespace) => {
  const zh = sentences(chinese[namespace]);
  const en = sentences(english[namespace]);

  it('say the same things in both languages', () => {
    expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
  });

  it('take the same values in both languages and in every plural', () => {
    const different = [...zh].filter(([key, forms]) =>
      [...forms, ...(en.get(key) ?? [])].some((form) => gaps(form).join() !== gaps(forms[0]!).join()),
    );
    expect(different).toEqual([]);
  });

  it('are never empty, and each language is in its own script', () => {
    const all = [...[...zh].flatMap(([, forms]) => forms), ...[...en].flatMap(([, forms]) => forms)];
    expect(all.filter((form) => form.trim() === '')).toEqual([]);
    // English may name a label of a Chinese page, as the customer sees it.
    expect([...en].flatMap(([, forms]) => forms).filter((form) => count(form, /\p{Script=Han}/gu) > 8)).toEqual([]);
  });
});

describe('closed sets', () => {
  it.each(languages)('have words in %s for every code, problem, note, topic and state', (language) => {
    const { app, checks, credentials, errors } = resources[language];
    expect(Object.keys(errors)).toEqual(expect.arrayContaining([...errorCodes]));
    expect(errorCodes.filter((code) => !(errors[code].title && errors[code].action))).toEqual([]);
    expect(Object.keys(credentials.problems).sort()).toEqual([...credentialProblems].sort());
    expect(Object.keys(credentials.notes).sort()).toEqual([...credentialNotes].sort());
    expect(Object.keys(checks.topics).sort()).toEqual([...checkTopics].sort());
    expect(Object.keys(app.state)).toEqual(expect.arrayContaining([...paymentStates]));
    expect(Object.keys(app.palette.theme).sort()).toEqual([...themes].sort());
  });
});

describe('spokenPaid', () => {
  it.each([
    [1250, '收款到账 12.5 元'],
    [1200, '收款到账 12 元'],
    [10_000, '收款到账 100 元'],
    [5, '收款到账 0.05 元'],
    [1234567, '收款到账 12345.67 元'],
  ])('says %d fen as people say it', (amount, said) => expect(spokenPaid(fen(amount))).toBe(said));
});
