import { SOLE_OWNER, type DifferenceNote } from '../../../../shared/domain/difference.ts';
import { outcomes, type Outcome } from '../../../../shared/domain/reconciliation/outcome.ts';
import { dayText, monthText } from '../../../app/amounts.ts';
import { dateTime } from '../../../app/times.ts';
import { hasWord, useWords, type Words } from '../../../app/words.ts';

/** What the machine and people have done with it, newest last. */
export function History({ notes }: { notes: DifferenceNote[] }) {
  const words = useWords('reconciliation');
  const app = useWords('app');
  return (
    <ol className="hc-history" data-testid="history">
      {notes.map((note) => (
        <li key={note.id}>
          <span className="hc-soft hc-figures">
            {dateTime(note.at)} · {whoOf(note, words)}
            {note.approvedBy !== '' && ` · ${words('note.approvedBy', { name: note.approvedBy })}`}
          </span>
          <span>{sentenceOf(note, words, app)}</span>
          {(note.kind === 'comment' || note.kind === 'resolved' || note.kind === 'reopened') && note.text !== '' && (
            <span className="hc-history-words">{note.text}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

const machine: ReadonlySet<DifferenceNote['kind']> = new Set(['changed', 'cleared', 'posted']);

function whoOf({ kind, by }: DifferenceNote, words: Words<'reconciliation'>): string {
  if (by !== '') return by;
  return machine.has(kind) ? words('note.machine') : words('note.someone');
}

function sentenceOf({ kind, text }: DifferenceNote, words: Words<'reconciliation'>, app: Words<'app'>): string {
  switch (kind) {
    case 'assigned':
      if (text === '') return words('note.unassigned');
      return words('note.assigned', { text: text === SOLE_OWNER ? words('note.someone') : text });
    case 'changed':
      return words('note.changed', { text: isOutcome(text) ? words(`outcome.${text}`) : text });
    case 'cleared':
      return words('note.cleared', { text: dayText(text) });
    case 'posted':
      return words('note.posted', { text: monthText(text) });
    case 'adopted':
    case 'asked': {
      const state = `state.${text}`;
      return words(`note.${kind}`, { text: hasWord('app', state) ? app(state) : text });
    }
    case 'comment':
    case 'resolved':
    case 'reopened':
      return words(`note.${kind}`);
  }
}

const isOutcome = (text: string): text is Outcome => outcomes.includes(text as Outcome);
