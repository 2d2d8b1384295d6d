import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { OperatorName } from '../../../shared/contract/operators.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { PinKeypad } from './PinKeypad.tsx';

/** The PIN of one person, by keypad or keyboard. It is sent once and forgotten, right or wrong. */
export function PinEntry(props: { operator: OperatorName; onDone: () => void; onOther: (() => void) | null }) {
  const { operator } = props;
  const words = useWords('operators');
  const errors = useWords('errors');
  const field = useRef<InputRef>(null);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [wait, setWait] = useWait();
  // A wrong PIN is for the person; only what is not needs the numbers for support.
  const other = error && error.code !== 'pinWrong' && error.code !== 'pinBlocked' ? error : null;

  const send = async () => {
    if (pin === '' || busy || wait > 0) return;
    setBusy(true);
    setPin('');
    setError(null);
    const answer = await call('session.signIn', { operatorId: operator.id, pin });
    setBusy(false);
    if (answer.ok) {
      props.onDone();
      return announce(words('lock.signedIn', { name: operator.name }));
    }
    setError(answer.error);
    if (answer.error.code === 'pinBlocked') setWait(Number(answer.error.params?.['seconds'] ?? 0));
    field.current?.focus();
  };
  useEffect(() => field.current?.focus(), []);

  return (
    <form
      className="hc-pin"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label htmlFor="hc-pin">{words('lock.as', { name: operator.name })}</label>
      <Input
        id="hc-pin"
        ref={field}
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        size="large"
        data-testid="pin-input"
        value={pin}
        onChange={(event) => setPin(event.target.value.replace(/\D/g, ''))}
      />
      {error && !other && (
        <p role="alert" className="hc-pin-problem">
          <strong>{errors(`${error.code}.title`)}</strong>{' '}
          {errors(`${error.code}.action`, { ...error.params, ...(wait > 0 ? { seconds: wait } : {}) })}
        </p>
      )}
      <PinKeypad
        onDigit={(digit) => {
          setPin((before) => (before + digit).slice(0, 12));
          field.current?.focus();
        }}
        onDelete={() => setPin((before) => before.slice(0, -1))}
      />
      <Button
        type="primary"
        size="large"
        block
        htmlType="submit"
        loading={busy}
        disabled={wait > 0}
        data-testid="sign-in"
      >
        {wait > 0 ? words('lock.wait', { count: wait }) : words('lock.enter')}
      </Button>
      {props.onOther && (
        <Button type="text" block onClick={props.onOther} data-testid="somebody-else">
          {words('lock.other')}
        </Button>
      )}
      {other && <ErrorNote error={other} onClose={() => setError(null)} />}
    </form>
  );
}

/** Seconds that are left, counted down. */
function useWait(): [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1_000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}
