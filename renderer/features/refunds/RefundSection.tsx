import './RefundDialog.css';
import { Button, Input, InputNumber } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { refundSettingsSchema } from '../../../shared/contract/refunds.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { useReasonText } from './refundWords.ts';

/** What the owner decides about refunds: the reasons to choose from, and which orders count as old. */
export function RefundSection() {
  const words = useWords('refunds');
  const [reasons, setReasons] = useState<string | null>(null);
  const [days, setDays] = useState<number | null>(null);
  const [saved, setSaved] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const reasonOf = useReasonText();

  useEffect(() => {
    void call('refunds.settings').then((answer) => {
      if (!answer.ok) return setError(answer.error);
      setReasons(answer.data.reasons.map(reasonOf).join('\n'));
      setDays(answer.data.oldAfterDays);
    });
  }, [reasonOf]);

  const list = [...new Set((reasons ?? '').split('\n').map((line) => line.trim()))].filter((line) => line !== '');
  const parsed = refundSettingsSchema.safeParse({ reasons: list, oldAfterDays: days });
  const save = async () => {
    if (!parsed.success) return;
    const answer = await call('refunds.saveSettings', parsed.data);
    setSaved(answer.ok);
    setError(answer.ok ? null : answer.error);
  };
  if (reasons === null) return error && <ErrorNote error={error} />;
  return (
    <form
      className="hc-card hc-refund-settings"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <Field label={words('settings.reasons')} hint={words('settings.reasonsDetail')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            autoSize={{ minRows: 6, maxRows: 16 }}
            value={reasons}
            onChange={(event) => {
              setSaved(false);
              setReasons(event.target.value);
            }}
          />
        )}
      </Field>
      <Field label={words('settings.oldAfter')} hint={words('settings.oldAfterDetail')}>
        {(ids) => (
          <InputNumber
            {...ids}
            min={1}
            max={360}
            precision={0}
            suffix={words('settings.days')}
            value={days}
            onChange={(value) => {
              setSaved(false);
              setDays(value);
            }}
          />
        )}
      </Field>
      <p role="status" className={parsed.success ? 'hc-field-hint' : 'hc-field-problem'}>
        {!parsed.success ? words('settings.invalid') : saved ? words('settings.saved') : ''}
      </p>
      <div>
        <Button type="primary" htmlType="submit" disabled={!parsed.success}>
          {words('settings.save')}
        </Button>
      </div>
    </form>
  );
}
