import { PlusOutlined, UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { OperatorView } from '../../../shared/contract/operators.ts';
import { call, useEvent } from '../../app/api.ts';
import { useApp, useMay } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { coalesce } from '../payment/coalesce.ts';
import { IdleSetting } from './IdleSetting.tsx';
import { LimitsCard } from './LimitsCard.tsx';
import { OperatorDialog } from './OperatorDialog.tsx';
import { OperatorRow } from './OperatorRow.tsx';
import { OwnPinSetting } from './OwnPinSetting.tsx';
import { RemoveOperatorDialog } from './RemoveOperatorDialog.tsx';
import './operators.css';

const RELOAD_GAP_MS = 100;

/** Settings › operators: one's own PIN for everybody; people and limits for whoever may manage them. */
export function OperatorsSection() {
  const words = useWords('operators');
  const { needsSignIn, operator } = useApp();
  const mayManage = useMay('operators');
  const [people, setPeople] = useState<OperatorView[]>([]);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [editing, setEditing] = useState<OperatorView | 'new' | null>(null);
  const [removing, setRemoving] = useState<OperatorView | null>(null);

  const [read] = useState(() =>
    coalesce(async () => {
      const answer = await call('operators.list');
      if (answer.ok) setPeople(answer.data);
      setError(answer.ok || answer.error.code === 'locked' ? null : answer.error);
    }, RELOAD_GAP_MS),
  );
  useEffect(() => read(), [read]);
  useEvent('app.changed', read);

  if (!needsSignIn) {
    return (
      <div className="hc-card">
        <EmptyState
          icon={<UserOutlined />}
          title={words('list.noneTitle')}
          detail={words('list.none')}
          action={
            <Button type="primary" data-testid="add-operator" onClick={() => setEditing('new')}>
              {words('list.addOwner')}
            </Button>
          }
        />
        {editing && <OperatorDialog operator={null} first onClose={() => setEditing(null)} />}
      </div>
    );
  }
  return (
    <div className="hc-people">
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <div className="hc-card hc-settings-card">
        <OwnPinSetting />
        {mayManage && <IdleSetting />}
      </div>
      {mayManage && (
        <>
          <div className="hc-people-head">
            <div>
              <h2>{words('list.title')}</h2>
              <p className="hc-soft">{words('list.detail')}</p>
            </div>
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              data-testid="add-operator"
              onClick={() => setEditing('new')}
            >
              {words('list.add')}
            </Button>
          </div>
          <ul className="hc-card hc-people-list" aria-label={words('list.title')}>
            {people.map((person) => (
              <OperatorRow
                key={person.id}
                person={person}
                isSelf={person.id === operator?.id}
                manages={operator?.role === 'owner' || (person.role !== 'owner' && person.role !== 'manager')}
                onChange={() => setEditing(person)}
                onRemove={() => setRemoving(person)}
              />
            ))}
          </ul>
          <LimitsCard />
        </>
      )}
      {editing && (
        <OperatorDialog operator={editing === 'new' ? null : editing} first={false} onClose={() => setEditing(null)} />
      )}
      {removing && <RemoveOperatorDialog operator={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
