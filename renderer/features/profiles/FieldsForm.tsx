import './profiles.css';
import { Collapse, Input, InputNumber, Select } from 'antd';
import type { ProfileFields } from '../../../shared/contract/profiles.ts';
import { apiGenerations } from '../../../shared/domain/profile.ts';
import { useWords } from '../../app/words.ts';
import { Field } from '../../components/Field.tsx';
import { mainFields, moreFields } from './fields.ts';

type FieldName = keyof ProfileFields;
type FieldIds = { id: string; 'aria-describedby': string; 'aria-invalid': boolean };

const MAX_LENGTH: Record<Exclude<FieldName, 'generation' | 'linkMinutes'>, number> = {
  name: 40,
  sysId: 32,
  productId: 32,
  huifuId: 32,
  baseUrl: 200,
  projectId: 32,
  projectTitle: 64,
  skillSource: 64,
};

/** The typed fields of a profile. `problems` says what is wrong with a field, worded; `onRest` tells that typing paused. */
export function FieldsForm(props: {
  fields: ProfileFields;
  problems: Partial<Record<FieldName, string>>;
  onChange: (fields: ProfileFields) => void;
  onRest?: () => void;
  /** Open the further settings from the start. */
  more?: boolean;
}) {
  const words = useWords('profiles');
  const { fields, problems, onChange, onRest } = props;

  const control = (name: FieldName, ids: FieldIds) => {
    if (name === 'generation') {
      return (
        <Select
          {...ids}
          value={fields.generation}
          options={apiGenerations.map((value) => ({ value, label: value }))}
          onChange={(generation) => onChange({ ...fields, generation })}
          {...(onRest ? { onBlur: onRest } : {})}
        />
      );
    }
    if (name === 'linkMinutes') {
      return (
        <InputNumber
          {...ids}
          className="hc-wide"
          min={2}
          max={120}
          precision={0}
          suffix={words('draft.minutes')}
          value={fields.linkMinutes}
          onChange={(minutes) => onChange({ ...fields, linkMinutes: minutes ?? fields.linkMinutes })}
          {...(onRest ? { onBlur: onRest } : {})}
        />
      );
    }
    return (
      <Input
        {...ids}
        value={fields[name]}
        maxLength={MAX_LENGTH[name]}
        spellCheck={false}
        autoComplete="off"
        {...(problems[name] === undefined ? {} : { status: 'error' as const })}
        onChange={(event) => onChange({ ...fields, [name]: event.target.value })}
        {...(onRest ? { onBlur: onRest } : {})}
      />
    );
  };

  const grid = (names: readonly FieldName[]) => (
    <div className="hc-fields">
      {names.map((name) => (
        <Field
          key={name}
          label={words(`draft.fields.${name}`)}
          hint={words(`draft.hints.${name}`)}
          problem={problems[name]}
        >
          {(ids) => control(name, ids)}
        </Field>
      ))}
    </div>
  );

  return (
    <>
      {grid(mainFields)}
      <Collapse
        ghost
        className="hc-more"
        defaultActiveKey={props.more ? ['more'] : []}
        items={[
          {
            key: 'more',
            label: (
              <>
                {words('draft.more')} <span className="hc-soft">{words('draft.moreDetail')}</span>
              </>
            ),
            children: grid(moreFields),
          },
        ]}
      />
    </>
  );
}
