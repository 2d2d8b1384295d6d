import type { Language } from '../../../shared/contract/app.ts';
import type { CodeEntry } from '../../../shared/contract/closing.ts';
import { closeResults } from '../../../shared/domain/closing.ts';
import { advice } from '../../../shared/i18n/advice.ts';
import { codeExplanations } from '../../../shared/i18n/codeExplanations.ts';
import type { Words } from '../../app/words.ts';
import { situations } from '../payment/explain.ts';
import type { Topic } from './explainStore.ts';

export type Group = 'situations' | 'closes' | 'codes';

/** Everything that is said of one thing; the five sentences stand in this order wherever they are shown. */
export interface Entry {
  key: string;
  group: Group;
  topic: Topic;
  title: string;
  /** Further words beside the title: the text that a code comes with. */
  detail: string;
  means: string;
  mayChange: string;
  todo: string;
  never: string;
  call: string;
}

export interface EntryWords {
  explain: Words<'explain'>;
  payments: Words<'payments'>;
  language: Language;
}

/** A code by its row of the tables; `shown` is what came with it, where it came with something. */
export function codeEntry(row: CodeEntry, { explain, language }: EntryWords, shown?: string): Entry {
  const words = row.words.join(' / ');
  const known = codeExplanations[row.advice];
  const text = words === '' ? explain('anyText') : explain('whenText', { words });
  return {
    key: `code ${row.code} ${words}`,
    group: 'codes',
    topic: { kind: 'code', code: row.code ?? '', text: shown ?? row.words[0] ?? '' },
    title: row.code ?? words,
    detail: shown ?? (row.code === null ? '' : text),
    means: known.means[language],
    mayChange: explain(`code.${row.meaning}.mayChange`),
    todo: advice[row.advice][language],
    never: explain(`code.${row.meaning}.never`),
    call: explain(`helper.${known.call}`),
  };
}

export function situationEntries({ payments }: EntryWords): Entry[] {
  return situations.map((id) => ({
    key: `situation ${id}`,
    group: 'situations',
    topic: { kind: 'situation', id },
    title: payments(`explain.${id}.means`),
    detail: '',
    means: payments(`explain.${id}.means`),
    mayChange: payments(`explain.${id}.mayChange`),
    todo: payments(`explain.${id}.todo`),
    never: payments(`explain.${id}.never`),
    call: payments(`explain.${id}.call`),
  }));
}

export function closeEntries({ explain }: EntryWords): Entry[] {
  return closeResults.map((id) => ({
    key: `close ${id}`,
    group: 'closes',
    topic: { kind: 'close', id },
    title: explain(`close.${id}.title`),
    detail: '',
    means: explain(`close.${id}.means`),
    mayChange: explain(`close.${id}.mayChange`),
    todo: explain(`close.${id}.todo`),
    never: explain(`close.${id}.never`),
    call: explain(`close.${id}.call`),
  }));
}

/** Entries that hold every word that was typed; a code first where it is the code itself. */
export function matching(entries: Entry[], typed: string): Entry[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const found = entries.filter(({ title, detail, means, todo }) => {
    const text = `${title} ${detail} ${means} ${todo}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
  const exact = (entry: Entry) => Number(entry.title.toLowerCase() !== typed.trim().toLowerCase());
  return found.toSorted((a, b) => exact(a) - exact(b));
}
