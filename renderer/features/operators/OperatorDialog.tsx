import { App, Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { operatorNameSchema, type OperatorView } from '../../../shared/contract/operators.ts';
import { roles, type Role } from '../../../shared/domain/permission.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { NewPin, OwnPin } from './NewPin.tsx';

/** Adds somebody (`operator` is `null`), or changes name, role or PIN. `first`: the owner, who is asked for no PIN yet. */
export function OperatorDialog(props: { operator: OperatorView | null; first: boolean; onClose: () => void }) {
  const { operator, first, onClose } = props;
  const words = useWords('operators');
  const { message } = App.useApp();
  const me = useApp().operator;
  const [name, setName] = useState(operator?.name ?? '');
  const [role, setRole] = useState<Role>(operator?.role ?? (first ? 'owner' : 'cashier'));
  const [newPin, setNewPin] = useState<string | null>(null);
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);
  const named = operatorNameSchema.safeParse(name);
  const choices = roles.filter((choice) => me?.role === 'owner' || (choice !== 'owner' && choice !== 'manager'));
  const ready = named.success && (newPin !== null || operator !== null) && (first || pin !== '');

  const save = async () => {
    if (!ready || busy) return;
    setBusy(true);
    const chosen = newPin === null ? {} : { newPin };
    const answer = operator
      ? await call('operators.change', { operatorId: operator.id, name: named.data, role, pin, ...chosen })
      : await call('operators.add', { name: named.data, role, newPin: newPin ?? '', ...(first ? {} : { pin }) });
    setBusy(false);
    if (!answer.ok) {
      setPin('');
      return setError(answer.error);
    }
    void message.success(words('edit.saved'));
    return onClose();
  };

  const title = operator
    ? words('edit.changeTitle', { name: operator.name })
    : words(first ? 'edit.addOwnerTitle' : 'edit.addTitle');
  return (
    <Modal
      open
      centered
      width={500}
      title={title}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{words('edit.cancel')}</Button>
          <Button
            type="primary"
            disabled={!ready}
            loading={busy}
            data-testid="save-operator"
            onClick={() => void save()}
          >
            {words('edit.save')}
          </Button>
        </>
      }
    >
      {first && <p>{words('edit.addOwnerDetail')}</p>}
      <form className="hc-person-form" onSubmit={(event) => (event.preventDefault(), void save())}>
        <Field label={words('edit.name')} hint={words('edit.nameHint')}>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              maxLength={20}
              data-testid="operator-name"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {!first && (
          <Field label={words('edit.role')}>
            {(ids) => (
              <Radio.Group
                {...ids}
                aria-label={words('edit.role')}
                className="hc-role-choice"
                value={role}
                onChange={(event) => setRole(event.target.value as Role)}
              >
                {choices.map((choice) => (
                  <Radio key={choice} value={choice}>
                    {words(`role.${choice}`)} <span className="hc-soft">{words(`roleDetail.${choice}`)}</span>
                  </Radio>
                ))}
              </Radio.Group>
            )}
          </Field>
        )}
        <NewPin key={role} role={role} optional={operator !== null} onChange={setNewPin} />
        {!first && <OwnPin value={pin} onChange={setPin} />}
        <button type="submit" hidden />
      </form>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
    </Modal>
  );
}
