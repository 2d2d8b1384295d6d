import { Select } from 'antd';
import type { Inspection } from '../../../../shared/domain/reconciliation/mapping.ts';
import { entryStatuses } from '../../../../shared/domain/reconciliation/outcome.ts';
import { useWords } from '../../../app/words.ts';
import { withWord, wordsToExplain, type Draft } from './mappingModel.ts';

/** Words for kinds and statuses that the console does not know: a person says what each means, or leaves its lines unread. */
export function WordMeanings(props: { file: Inspection; draft: Draft; onChange: (draft: Draft) => void }) {
  const words = useWords('reconciliation');
  const { file, draft, onChange } = props;
  const meanings = {
    kind: (['payment', 'refund'] as const).map((value) => ({ value: value as string, label: words(`kind.${value}`) })),
    status: entryStatuses.map((value) => ({ value: value as string, label: words(`status.${value}`) })),
  };
  const found = (['kind', 'status'] as const).flatMap((role) =>
    wordsToExplain(draft, file, role).map((word) => ({ role, word })),
  );
  if (found.length === 0) return null;
  return (
    <section>
      <h4>{words('mapping.words')}</h4>
      <table className="hc-figtable">
        <tbody>
          {found.map(({ role, word }) => (
            <tr key={`${role} ${word}`} data-testid="mapping-word" data-word={word}>
              <th scope="row">{word}</th>
              <td>{words(`mapping.role.${role}`)}</td>
              <td>
                <Select<string>
                  size="small"
                  className="hc-mapping-role"
                  aria-label={`${word}: ${words('mapping.meaning')}`}
                  value={draft.words[role][word] ?? ''}
                  onChange={(next) => onChange(withWord(draft, role, word, next === '' ? null : next))}
                  options={[{ value: '', label: words('mapping.wordUnknown') }, ...meanings[role]]}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
