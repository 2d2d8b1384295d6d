import { useState } from 'react';
import type { Role } from '../../../shared/domain/permission.ts';
import { pinProblem, shortestPin } from '../../../shared/domain/pin.ts';
import { useWords } from '../../app/words.ts';
import { Field } from '../../components/Field.tsx';
import { PinInput } from './PinInput.tsx';

/** A new PIN typed twice. `onChange` is told the PIN once both agree and it may be chosen, and `null` until then. */
export function NewPin(props: { role: Role; optional?: boolean; onChange: (pin: string | null) => void }) {
  const { role } = props;
  const words = useWords('operators');
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const problem = first === '' ? null : pinProblem(first, role);
  const shortest = shortestPin(role);
  const differs = second !== '' && first !== second;

  const change = (one: string, two: string) => {
    setFirst(one);
    setSecond(two);
    props.onChange(one !== '' && one === two && pinProblem(one, role) === null ? one : null);
  };
  return (
    <>
      <Field
        label={words('pin.new')}
        hint={words(props.optional ? 'edit.keepPin' : 'pin.hint', { shortest })}
        problem={problem ? words(`pin.problem.${problem}`, { shortest }) : undefined}
      >
        {(ids) => <PinInput ids={ids} testId="new-pin" value={first} onChange={(pin) => change(pin, second)} />}
      </Field>
      {first !== '' && (
        <Field label={words('pin.again')} problem={differs ? words('pin.different') : undefined}>
          {(ids) => <PinInput ids={ids} testId="new-pin-again" value={second} onChange={(pin) => change(first, pin)} />}
        </Field>
      )}
    </>
  );
}

/** The PIN of whoever is at the console, to show that it is still they. */
export function OwnPin(props: { label?: string; value: string; onChange: (pin: string) => void }) {
  const words = useWords('operators');
  return (
    <Field label={props.label ?? words('pin.own')} hint={words('pin.ownHint')}>
      {(ids) => <PinInput ids={ids} testId="own-pin" value={props.value} onChange={props.onChange} />}
    </Field>
  );
}
