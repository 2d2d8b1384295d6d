import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { MAX_PRESETS, type Preset } from '../../../../shared/contract/ways.ts';
import { cleanGoodsText, MAX_GOODS_LENGTH } from '../../../../shared/domain/goodsText.ts';
import { parseYuan, toYuan } from '../../../../shared/domain/money.ts';
import type { WayChoice } from '../../../../shared/domain/way.ts';
import { useWords } from '../../../app/words.ts';
import type { WayFormProps } from './WaysSection.tsx';

/** What is sold often: one line each, in the order of their keys. */
export function PresetEditor({ draft, wrong, change }: WayFormProps) {
  const words = useWords('settings');
  const { presets } = draft;
  const put = (index: number, part: Partial<Preset>) =>
    change({ presets: presets.map((preset, at) => (at === index ? { ...preset, ...part } : preset)) });
  const add = () =>
    change({
      presets: [
        ...presets,
        { id: crypto.randomUUID(), name: '', amount: null, goods: '', minutes: null, choice: null },
      ],
    });

  return (
    <div className="hc-setting hc-presets-editor" role="group" aria-label={words('ways.presets.title')}>
      <div className="hc-setting-text">
        <h2>{words('ways.presets.title')}</h2>
        <p>{words('ways.presets.detail', { max: MAX_PRESETS })}</p>
      </div>
      <ol>
        {presets.map((preset, index) => (
          <li key={preset.id}>
            <PresetLine
              preset={preset}
              place={index + 1}
              nameWrong={wrong.has(`presets.${index}.name`)}
              on={draft.on}
              put={(part) => put(index, part)}
              remove={() => change({ presets: presets.filter((_, at) => at !== index) })}
            />
          </li>
        ))}
      </ol>
      <Button icon={<PlusOutlined />} disabled={presets.length >= MAX_PRESETS} data-testid="preset-add" onClick={add}>
        {words('ways.presets.add')}
      </Button>
    </div>
  );
}

function PresetLine(props: {
  preset: Preset;
  place: number;
  nameWrong: boolean;
  on: readonly WayChoice[];
  put: (part: Partial<Preset>) => void;
  remove: () => void;
}) {
  const words = useWords('settings');
  const ways = useWords('collect');
  const { preset, put } = props;
  /** What is typed, until it is an amount. */
  const [typed, setTyped] = useState(preset.amount === null ? '' : toYuan(preset.amount));
  const amount = parseYuan(typed);
  const amountWrong = typed.trim() !== '' && !amount.ok;

  return (
    <div className="hc-preset-line">
      <kbd>*{props.place}</kbd>
      <Input
        aria-label={words('ways.presets.name')}
        placeholder={words('ways.presets.name')}
        value={preset.name}
        maxLength={20}
        data-testid="preset-name"
        {...(props.nameWrong ? { status: 'warning' as const } : {})}
        onChange={(event) => put({ name: event.target.value })}
      />
      <Input
        aria-label={words('ways.presets.amount')}
        placeholder={words('ways.presets.amount')}
        value={typed}
        prefix="¥"
        data-testid="preset-amount"
        {...(amountWrong ? { status: 'error' as const } : {})}
        onChange={(event) => {
          const text = event.target.value;
          const read = parseYuan(text.trim());
          setTyped(text);
          put({ amount: read.ok ? read.data : null });
        }}
      />
      <Input
        aria-label={words('ways.presets.goods')}
        placeholder={words('ways.presets.goods')}
        value={preset.goods}
        maxLength={MAX_GOODS_LENGTH}
        onChange={(event) => put({ goods: event.target.value })}
        onBlur={() => put({ goods: cleanGoodsText(preset.goods).text })}
      />
      <InputNumber
        aria-label={words('ways.presets.minutes')}
        placeholder={words('ways.presets.minutes')}
        value={preset.minutes}
        min={2}
        max={1_440}
        precision={0}
        onChange={(minutes) => put({ minutes })}
      />
      <Select<'' | WayChoice>
        aria-label={words('ways.presets.choice')}
        value={preset.choice ?? ''}
        options={[
          { value: '', label: words('ways.presets.anyChoice') },
          ...props.on.map((value) => ({ value, label: ways(`way.${value}`) })),
        ]}
        onChange={(value) => put({ choice: value === '' ? null : value })}
      />
      <Button icon={<DeleteOutlined />} aria-label={words('ways.presets.remove')} onClick={props.remove} />
    </div>
  );
}
