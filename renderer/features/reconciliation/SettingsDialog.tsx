import { Input, InputNumber, Modal, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { parseBusinessDate } from '../../../shared/domain/time.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { legs } from '../../../shared/domain/reconciliation/outcome.ts';
import {
  defaultReconciliationSettings,
  reconciliationSettingsSchema,
  type ReconciliationSettings,
} from '../../../shared/domain/reconciliationSettings.ts';
import { minuteText } from '../../../shared/domain/shopDay.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { announce } from '../../components/LiveRegion.tsx';

/** Every half hour of a day, in minutes after midnight. */
const starts = Array.from({ length: 48 }, (_, i) => i * 30);

/** When the shop's day begins, contracted rates, the files a day needs, and the settlement cycle. */
export function SettingsDialog(props: { open: boolean; onClose: () => void }) {
  const words = useWords('reconciliation');
  const [settings, setSettings] = useState<ReconciliationSettings>(defaultReconciliationSettings);
  const [rates, setRates] = useState('');
  const [holidays, setHolidays] = useState('');
  const [error, setError] = useState<ConsoleError | null>(null);
  const [bad, setBad] = useState(false);
  useEffect(() => {
    if (!props.open) return;
    void call('reconciliation.settings').then((answer) => {
      if (!answer.ok) return setError(answer.error);
      setSettings(answer.data);
      setRates(ratesText(answer.data.rates));
      setHolidays(answer.data.holidays.join('\n'));
      return undefined;
    });
  }, [props.open]);
  const change = (part: Partial<ReconciliationSettings>) => setSettings((before) => ({ ...before, ...part }));

  const save = async () => {
    const days = linesOf(holidays);
    const read = reconciliationSettingsSchema.safeParse({ ...settings, rates: readRates(rates), holidays: days });
    const sound = read.success && days.every((day) => parseBusinessDate(day) !== null);
    setBad(!sound);
    if (!read.success || !sound) return;
    const answer = await call('reconciliation.saveSettings', read.data);
    setError(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    announce(words('settings.saved'));
    props.onClose();
  };

  return (
    <Modal
      open={props.open}
      title={words('settings.title')}
      width={520}
      okText={words('settings.save')}
      cancelText={words('act.keep')}
      onOk={() => void save()}
      onCancel={props.onClose}
    >
      <Field label={words('settings.shopDayStart')}>
        {(ids) => (
          <Select
            id={ids.id}
            showSearch
            style={{ width: 120 }}
            data-testid="shop-day-start"
            value={settings.shopDayStart}
            onChange={(shopDayStart) => change({ shopDayStart })}
            options={starts.map((minute) => ({ value: minute, label: minuteText(minute) }))}
            optionFilterProp="label"
          />
        )}
      </Field>
      <Field label={words('settings.cycle')}>
        {(ids) => (
          <span className="hc-cycle">
            <InputNumber
              {...ids}
              min={0}
              max={30}
              precision={0}
              aria-label={words('settings.cycleDays')}
              value={settings.cycle.days}
              onChange={(days) => change({ cycle: { ...settings.cycle, days: days ?? 1 } })}
            />
            <Segmented
              value={settings.cycle.working}
              onChange={(working) => change({ cycle: { ...settings.cycle, working } })}
              options={[
                { value: true, label: words('settings.working') },
                { value: false, label: words('settings.calendar') },
              ]}
            />
          </span>
        )}
      </Field>
      <Field label={words('settings.expect')}>
        {(ids) => (
          <Select
            id={ids.id}
            mode="multiple"
            style={{ width: '100%' }}
            value={settings.expect}
            onChange={(expect) => change({ expect })}
            options={legs.map((leg) => ({ value: leg, label: words(`leg.${leg}`) }))}
          />
        )}
      </Field>
      <Field label={words('settings.rates')} hint={words('settings.ratesHint')}>
        {(ids) => <Input.TextArea {...ids} rows={3} value={rates} onChange={(event) => setRates(event.target.value)} />}
      </Field>
      <Field
        label={words('settings.holidays')}
        hint={words('settings.holidaysHint')}
        problem={bad ? words('settings.bad') : undefined}
      >
        {(ids) => (
          <Input.TextArea {...ids} rows={3} value={holidays} onChange={(event) => setHolidays(event.target.value)} />
        )}
      </Field>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </Modal>
  );
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const ratesText = (rates: Record<string, string>): string =>
  Object.entries(rates)
    .map(([channel, rate]) => `${channel}=${rate}`)
    .join('\n');

/** `微信=0.38` a line; what is none is kept as it is, so that the check refuses it. */
function readRates(text: string): Record<string, string> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const [channel = '', rate = ''] = line.replace('＝', '=').split('=');
      return [channel.trim(), rate.trim().replace(/%$/, '')];
    }),
  );
}
