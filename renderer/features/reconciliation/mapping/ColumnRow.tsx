import { Segmented, Select } from 'antd';
import {
  amountRoles,
  columnRoles,
  type AmountUnit,
  type ColumnRole,
} from '../../../../shared/domain/reconciliation/mapping.ts';
import { finestYuan } from '../../../app/amounts.ts';
import { useWords } from '../../../app/words.ts';
import { needsUnit, readAmount, unitOf, withRole, type Draft } from './mappingModel.ts';

/** One column of the file: what stands in it, what it means, its unit, and the first amounts as they would be read. */
export function ColumnRow(props: { title: string; samples: string[]; draft: Draft; onChange: (draft: Draft) => void }) {
  const words = useWords('reconciliation');
  const { title, draft, onChange } = props;
  const samples = props.samples.slice(0, 2);
  const role = draft.roles[title] ?? null;
  const unit = role !== null && amountRoles.includes(role) ? unitOf(draft, title, role) : null;
  return (
    <tr data-testid="mapping-column" data-title={title}>
      <th scope="row">{title}</th>
      <td className="hc-mapping-sample" title={samples.join(' · ')}>
        {samples.join(' · ')}
      </td>
      <td>
        <Select<ColumnRole | ''>
          size="small"
          className="hc-mapping-role"
          showSearch
          optionFilterProp="label"
          aria-label={`${title}: ${words('mapping.meaning')}`}
          value={role ?? ''}
          onChange={(next) => onChange(withRole(draft, title, next === '' ? null : next))}
          options={[
            { value: '' as const, label: words('mapping.ignore') },
            ...columnRoles.map((value) => ({ value, label: words(`mapping.role.${value}`) })),
          ]}
        />
      </td>
      <td>
        {needsUnit(title, role) && (
          <Segmented<AmountUnit | ''>
            size="small"
            aria-label={`${title}: ${words('mapping.unit')}`}
            value={draft.units[role] ?? ''}
            onChange={(next) => next !== '' && onChange({ ...draft, units: { ...draft.units, [role]: next } })}
            options={(['yuan', 'fen'] as const).map((value) => ({ value, label: words(`mapping.units.${value}`) }))}
          />
        )}
      </td>
      <td className="hc-figures" data-testid="mapping-read">
        {role !== null &&
          unit !== null &&
          samples.map((text) => <Amount key={text} text={text} unit={unit} role={role} />)}
      </td>
    </tr>
  );
}

function Amount({ text, unit, role }: { text: string; unit: AmountUnit; role: ColumnRole }) {
  const words = useWords('reconciliation');
  const amount = readAmount(text, unit, role);
  return amount === null ? (
    <span className="hc-verdict-warn">{words('mapping.unreadable')} </span>
  ) : (
    <span>¥{finestYuan(amount)} </span>
  );
}
