import { Checkbox, Input, Segmented } from 'antd';
import { cashierMethods, type WaySettings } from '../../../../shared/contract/ways.ts';
import { useWords } from '../../../app/words.ts';
import { SettingRow } from '../SettingRow.tsx';
import type { WayFormProps } from './WaysSection.tsx';

/** What the cashier page shows, where it leads, and the address for risk control. */
export function CashierRows({ draft, wrong, change, deviceIp }: WayFormProps & { deviceIp: string }) {
  const words = useWords('settings');
  const methods = useWords('payments');

  const field = (name: 'returnUrl' | 'returnScheme' | 'deviceIp', placeholder: string, ip = '') => (
    <SettingRow title={words(`ways.${name}.title`)} detail={words(`ways.${name}.detail`, { ip })}>
      <div className="hc-ways-field">
        <Input
          aria-label={words(`ways.${name}.title`)}
          aria-invalid={wrong.has(name)}
          value={draft[name]}
          placeholder={placeholder}
          spellCheck={false}
          {...(wrong.has(name) ? { status: 'error' as const } : {})}
          onChange={(event) => change({ [name]: event.target.value.trim() })}
        />
        {wrong.has(name) && <p className="hc-field-problem">{words('ways.invalid')}</p>}
      </div>
    </SettingRow>
  );

  return (
    <>
      <SettingRow title={words('ways.cashier.title')} detail={words('ways.cashier.detail')}>
        <Checkbox.Group<WaySettings['cashierMethods'][number]>
          value={draft.cashierMethods}
          options={cashierMethods.map((value) => ({ value, label: methods(`method.${value}`) }))}
          onChange={(chosen) => change({ cashierMethods: cashierMethods.filter((one) => chosen.includes(one)) })}
        />
        {draft.cashierMethods.length > 0 && (
          <Segmented<WaySettings['cashierView']>
            value={draft.cashierView}
            options={(['phone', 'pc'] as const).map((value) => ({ value, label: words(`ways.cashier.${value}`) }))}
            onChange={(cashierView) => change({ cashierView })}
          />
        )}
      </SettingRow>
      {field('returnUrl', 'https://')}
      {field('returnScheme', 'shopapp://done')}
      {field('deviceIp', deviceIp, deviceIp)}
    </>
  );
}
