import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { ConfirmedMapping } from '../../../../shared/contract/channels/reconciliation.ts';
import type { ColumnRole, Inspection } from '../../../../shared/domain/reconciliation/mapping.ts';
import { listText, useLanguage, useWords } from '../../../app/words.ts';
import { ColumnRow } from './ColumnRow.tsx';
import { confirmed, draftOf, gapsOf } from './mappingModel.ts';
import { WordMeanings } from './WordMeanings.tsx';

const mappedLegs = ['huifu', 'settlement', 'bank', 'split'] as const;

/** Every column with a sample, what it means and how it is then read; units are declared by a person where the title does not. */
export function MappingForm(props: {
  file: Inspection;
  busy: boolean;
  onConfirm: (mapping: ConfirmedMapping) => void;
}) {
  const words = useWords('reconciliation');
  const language = useLanguage();
  const { file } = props;
  const [draft, setDraft] = useState(() => draftOf(file));
  const gaps = gapsOf(draft);
  const name = file.entry === '' ? file.file : `${file.file}/${file.entry}`;
  const either = (choice: readonly ColumnRole[]) =>
    choice.map((role) => words(`mapping.role.${role}`)).join(words('mapping.or'));
  return (
    <div data-testid="mapping">
      {file.problem?.code === 'headerChanged' ? (
        <p className="hc-verdict-warn" data-testid="mapping-changed">
          {words('mapping.changed', { file: name, detail: file.problem.why[language === 'en' ? 'en' : 'zh'] })}
        </p>
      ) : (
        <p>{words(file.problem ? 'mapping.lead' : 'mapping.leadWords', { file: name })}</p>
      )}
      <p>
        {words('mapping.leg')}{' '}
        <Segmented<(typeof mappedLegs)[number] | ''>
          aria-label={words('mapping.leg')}
          value={draft.leg ?? ''}
          onChange={(leg) => leg !== '' && setDraft({ ...draft, leg })}
          options={mappedLegs.map((value) => ({ value, label: words(`leg.${value}`) }))}
        />
      </p>
      <div className="hc-mapping" tabIndex={0} role="group" aria-label={words('mapping.title')}>
        <table className="hc-figtable">
          <thead>
            <tr>
              {(['column', 'sample', 'meaning', 'unit', 'readAs'] as const).map((column) => (
                <th key={column} scope="col">
                  {words(`mapping.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {file.header.map((title, i) => (
              <ColumnRow
                key={`${title} ${i}`}
                title={title}
                samples={file.sample.map((row) => row[i] ?? '').filter((text) => text !== '')}
                draft={draft}
                onChange={setDraft}
              />
            ))}
          </tbody>
        </table>
        <WordMeanings file={file} draft={draft} onChange={setDraft} />
      </div>
      <div className="hc-mapping-end">
        <div role="status">
          {gaps.leg && <p className="hc-verdict-warn">{words('mapping.legNeeded')}</p>}
          {gaps.unitless.length > 0 && (
            <p className="hc-verdict-warn">
              {words('mapping.unitNeeded', {
                columns: listText(
                  language,
                  gaps.unitless.map((role) => words(`mapping.role.${role}`)),
                ),
              })}
            </p>
          )}
          {gaps.missing.length > 0 && (
            <p className="hc-verdict-warn">
              {words('mapping.missing', { columns: listText(language, gaps.missing.map(either)) })}
            </p>
          )}
        </div>
        <Button
          type="primary"
          loading={props.busy}
          disabled={gaps.leg || gaps.missing.length > 0 || gaps.unitless.length > 0}
          onClick={() => draft.leg !== null && props.onConfirm(confirmed({ ...draft, leg: draft.leg }, file))}
          data-testid="mapping-confirm"
        >
          {words('mapping.confirm')}
        </Button>
      </div>
    </div>
  );
}
