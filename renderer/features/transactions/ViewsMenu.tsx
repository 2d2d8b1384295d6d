import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { SavedView } from '../../../shared/contract/payments.ts';
import { call } from '../../app/api.ts';
import { useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { toView } from './filterModel.ts';
import { useTransactions } from './transactionsStore.ts';

/** Filters and columns under a name: open one, keep the present ones, or delete one. */
export function ViewsMenu() {
  const words = useWords('transactions');
  const today = useToday();
  const { filter, columns, apply } = useTransactions();
  const [open, setOpen] = useState(false);
  const [views, setViews] = useState<SavedView[]>([]);
  const [name, setName] = useState('');
  const [error, setError] = useState<ConsoleError | null>(null);

  const read = async () => {
    const answer = await call('views.list');
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setViews(answer.data);
  };
  const show = (next: boolean) => {
    setOpen(next);
    if (next) void read();
  };
  const save = async () => {
    const title = name.trim();
    if (title === '') return;
    const same = views.find((view) => view.name === title);
    const view = { id: same?.id ?? crypto.randomUUID(), name: title, columns: [...columns], ...toView(filter, today) };
    const answer = await call('views.save', view);
    if (!answer.ok) return setError(answer.error);
    setName('');
    await read();
  };
  const remove = async (id: string) => {
    const answer = await call('views.remove', { id });
    if (!answer.ok) return setError(answer.error);
    await read();
  };

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      open={open}
      onOpenChange={show}
      title={words('views.saved')}
      content={
        <div className="hc-views">
          {views.length === 0 && <p className="hc-soft">{words('views.none')}</p>}
          <ul>
            {views.map((view) => (
              <li key={view.id}>
                <Button
                  type="text"
                  onClick={() => {
                    apply(view);
                    setOpen(false);
                  }}
                >
                  {view.name}
                </Button>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={words('views.remove', { name: view.name })}
                  onClick={() => void remove(view.id)}
                />
              </li>
            ))}
          </ul>
          <div className="hc-views-new">
            <Input
              aria-label={words('views.name')}
              placeholder={words('views.name')}
              maxLength={30}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={() => void save()}
            />
            <Button disabled={name.trim() === ''} onClick={() => void save()}>
              {words('views.save')}
            </Button>
          </div>
          {error && <ErrorNote error={error} onClose={() => setError(null)} />}
        </div>
      }
    >
      <Button>{words('views.button')}</Button>
    </Popover>
  );
}
