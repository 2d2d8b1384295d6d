import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { ConfirmedMapping } from '../../../../shared/contract/channels/reconciliation.ts';
import {
  amountRoles,
  columnRoles,
  type AmountUnit,
  type ColumnRole,
  type Inspection,
} from '../../../../shared/domain/reconciliation/mapping.ts';
import { useLanguage, useWords } from '../../../app/words.ts';
import { confirmed, draftOf, missingRoles, withoutUnit, withRole } from './mappingModel.ts';

const mappedLegs = ['huifu', 'settlement', 'bank', 'split'] as const;

/** Every column with a sample and what it means; units are declared by a person where the title does not. */
export function MappingForm(props: { file: Inspection; onConfirm: (mapping: ConfirmedMapping) => void }) {
  const words = useWords('reconciliation');
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const { file } = props;
  const [draft, setDraft] = useState(() => draftOf(file));
  const lacking = missingRoles(draft);
  const unitless = withoutUnit(draft, file.undeclared);
  return (
    <div data-testid="mapping">
      <p>{words('mapping.lead', { file: file.entry === '' ? file.file : `${file.file}/${file.entry}` })}</p>
      {file.problem && (
        <p className="hc-verdict-warn">{words('mapping.changed', { detail: file.problem.why[language] })}</p>
      )}
      <p>
        {words('mapping.leg')}{' '}
        <Segmented
          value={draft.leg}
          onChange={(leg) => setDraft({ ...draft, leg })}
          options={mappedLegs.map((value) => ({ value, label: words(`leg.${value}`) }))}
        />
      </p>
      <div className="hc-mapping">
        <table className="hc-figtable">
          <thead>
            <tr>
              <th scope="col">{words('mapping.column')}</th>
              <th scope="col">{words('mapping.sample')}</th>
              <th scope="col">{words('mapping.meaning')}</th>
              <th scope="col">{words('mapping.unit')}</th>
            </tr>
          </thead>
          <tbody>
            {file.header.map((title, i) => {
              const role = draft.roles[title] ?? null;
              const needsUnit = role !== null && amountRoles.includes(role) && file.undeclared.includes(role);
              return (
                <tr key={title}>
                  <th scope="row">{title}</th>
                  <td className="hc-mapping-sample">
                    {file.sample
                      .slice(0, 2)
                      .map((row) => row[i] ?? '')
                      .join(' · ')}
                  </td>
                  <td>
                    <Select<ColumnRole | ''>
                      size="small"
                      className="hc-mapping-role"
                      showSearch
                      optionFilterProp="label"
                      aria-label={`${title}: ${words('mapping.meaning')}`}
                      value={role ?? ''}
                      onChange={(next) => setDraft(withRole(draft, title, next === '' ? null : next))}
                      options={[
                        { value: '' as const, label: words('mapping.ignore') },
                        ...columnRoles.map((value) => ({ value, label: words(`mapping.role.${value}`) })),
                      ]}
                    />
                  </td>
                  <td>
                    {needsUnit && (
                      <Segmented<AmountUnit | ''>
                        size="small"
                        aria-label={`${title}: ${words('mapping.unit')}`}
                        value={draft.units[role] ?? ''}
                        onChange={(unit) =>
                          unit !== '' && setDraft({ ...draft, units: { ...draft.units, [role]: unit } })
                        }
                        options={(['yuan', 'fen'] as const).map((value) => ({
                          value,
                          label: words(`mapping.units.${value}`),
                        }))}
                      />
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {unitless.length > 0 && <p className="hc-verdict-warn">{words('mapping.unitNeeded')}</p>}
      {lacking.length > 0 && (
        <p className="hc-verdict-warn">
          {words('mapping.missing', { columns: lacking.map((role) => words(`mapping.role.${role}`)).join('、') })}
        </p>
      )}
      <Button
        type="primary"
        disabled={lacking.length > 0 || unitless.length > 0}
        onClick={() => props.onConfirm(confirmed(draft, file))}
        data-testid="mapping-confirm"
      >
        {words('mapping.confirm')}
      </Button>
    </div>
  );
}
