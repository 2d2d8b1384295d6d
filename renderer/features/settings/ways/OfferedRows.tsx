import { Checkbox, Select, Switch } from 'antd';
import { ecnyBanks, placements, wayChoices, type WayChoice } from '../../../../shared/domain/way.ts';
import { useApp } from '../../../app/store.ts';
import { useWords } from '../../../app/words.ts';
import { SettingRow } from '../SettingRow.tsx';
import type { WayFormProps } from './WaysSection.tsx';

/** Which ways are offered, each with what it is good for and what it needs. */
export function OfferedRows({ draft, change }: WayFormProps) {
  const words = useWords('settings');
  const ways = useWords('collect');
  const generation = useApp().profile?.generation ?? 'v3';
  const toggle = (choice: WayChoice, on: boolean) =>
    change({ on: wayChoices.filter((one) => (one === choice ? on : draft.on.includes(one))) });

  return (
    <>
      <div className="hc-setting hc-ways-offered" role="group" aria-label={words('ways.on.title')}>
        <div className="hc-setting-text">
          <h2>{words('ways.on.title')}</h2>
          <p>{words('ways.on.detail')}</p>
        </div>
        <ul>
          {wayChoices.map((choice) => {
            const on = draft.on.includes(choice);
            const here = placements[choice].generations.includes(generation);
            return (
              <li key={choice}>
                <Checkbox
                  checked={on}
                  // The last one stays: a counter without any way is no counter.
                  disabled={on ? draft.on.length === 1 : !here}
                  data-testid={`offer-${choice}`}
                  onChange={(event) => toggle(choice, event.target.checked)}
                >
                  {ways(`way.${choice}`)}
                </Checkbox>
                <p className={here ? 'hc-soft' : 'hc-field-problem'}>
                  {here ? words(`ways.hint.${choice}`) : words('ways.notHere', { generation })}
                </p>
              </li>
            );
          })}
        </ul>
      </div>
      <SettingRow title={words('ways.code.title')} detail={words('ways.code.detail')}>
        <Switch
          aria-label={words('ways.code.title')}
          checked={draft.paymentCodes}
          data-testid="offer-code"
          onChange={(paymentCodes) => change({ paymentCodes })}
        />
      </SettingRow>
      <SettingRow title={words('ways.bank.title')} detail={words('ways.bank.detail')}>
        <Select<'' | (typeof ecnyBanks)[number]>
          aria-label={words('ways.bank.title')}
          value={draft.ecnyBank ?? ''}
          style={{ width: 160 }}
          options={[
            { value: '', label: words('ways.bank.none') },
            ...ecnyBanks.map((value) => ({ value, label: words(`ways.bank.${value}`) })),
          ]}
          onChange={(value) => change({ ecnyBank: value === '' ? null : value })}
        />
      </SettingRow>
    </>
  );
}
