import { App, Button, Input, Modal } from 'antd';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import {
  limitedRoles,
  limitsBinding,
  type ApprovalRequest,
  type LimitedRole,
  type LimitsByRole,
} from '../../../shared/contract/operators.ts';
import { parseYuan, toYuan, type Fen } from '../../../shared/domain/money.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { ApprovalStep } from './ApprovalStep.tsx';
import { OwnPin } from './NewPin.tsx';

type Typed = Record<LimitedRole, { each: string; perDay: string }>;

const shown = (limit: Fen | null) => (limit === null ? '' : toYuan(limit));
const typedFrom = (limits: LimitsByRole): Typed => ({
  cashier: { each: shown(limits.cashier.each), perDay: shown(limits.cashier.perDay) },
  manager: { each: shown(limits.manager.each), perDay: shown(limits.manager.perDay) },
});

/** Empty is no limit; `undefined` is no amount. */
function read(text: string): Fen | null | undefined {
  if (text.trim() === '') return null;
  if (/^0+(\.0{0,2})?$/.test(text.trim())) return 0 as Fen;
  const parsed = parseYuan(text);
  return parsed.ok ? parsed.data : undefined;
}

/** Up to what amount each role refunds without a second person. */
export function LimitsCard() {
  const words = useWords('operators');
  const { message } = App.useApp();
  const isOwner = useApp().operator?.role === 'owner';
  const [typed, setTyped] = useState<Typed | null>(null);
  const [kept, setKept] = useState<LimitsByRole | null>(null);
  const [asking, setAsking] = useState<ApprovalRequest | null>(null);
  const [pin, setPin] = useState('');
  const [error, setError] = useState<ConsoleError | null>(null);

  useEffect(() => {
    void call('operators.limits').then((answer) => {
      if (!answer.ok) return setError(answer.error);
      setTyped(typedFrom(answer.data));
      return setKept(answer.data);
    });
  }, []);
  if (!typed) return error && <ErrorNote error={error} />;

  const values = limitedRoles.map((role) => [read(typed[role].each), read(typed[role].perDay)] as const);
  const [cashier, manager] = values as [(typeof values)[number], (typeof values)[number]];
  const wrong = values.flat().includes(undefined);
  const changed = kept !== null && JSON.stringify(typed) !== JSON.stringify(typedFrom(kept));

  const save = async (approvalId?: string) => {
    if (wrong || pin === '') return;
    const limits: LimitsByRole = {
      cashier: { each: cashier[0] ?? null, perDay: cashier[1] ?? null },
      manager: { each: manager[0] ?? null, perDay: manager[1] ?? null },
    };
    const answer = await call('operators.setLimits', { limits, pin, ...(approvalId ? { approvalId } : {}) });
    if (!answer.ok) {
      // Somebody else could agree to it, so they must; the PIN of whoever asks is kept meanwhile.
      setAsking(answer.error.code === 'approvalNeeded' && kept ? limitsBinding(kept, limits) : null);
      if (answer.error.code === 'approvalNeeded') return setError(null);
      setPin('');
      return setError(answer.error);
    }
    setPin('');
    setAsking(null);
    setError(null);
    setKept(limits);
    void message.success(words('limits.saved'));
  };
  const limitField = (role: LimitedRole, which: 'each' | 'perDay') => (
    <Field
      label={`${words(`role.${role}`)} · ${words(`limits.${which}`)}`}
      hint={words('limits.none')}
      problem={read(typed[role][which]) === undefined ? words('limits.problem') : undefined}
    >
      {(ids) => (
        <Input
          {...ids}
          prefix="¥"
          maxLength={14}
          disabled={role === 'manager' && !isOwner}
          data-testid={`limit-${role}-${which}`}
          value={typed[role][which]}
          onChange={(event) => setTyped({ ...typed, [role]: { ...typed[role], [which]: event.target.value } })}
        />
      )}
    </Field>
  );

  return (
    <form className="hc-card hc-limits" onSubmit={(event) => (event.preventDefault(), void save())}>
      <div>
        <h2>{words('limits.title')}</h2>
        <p className="hc-soft">{words('limits.detail')}</p>
      </div>
      <div className="hc-limits-grid">
        {limitField('cashier', 'each')}
        {limitField('cashier', 'perDay')}
        {limitField('manager', 'each')}
        {limitField('manager', 'perDay')}
      </div>
      {changed && (
        <div className="hc-limits-save">
          <OwnPin value={pin} onChange={setPin} />
          <Button type="primary" htmlType="submit" disabled={wrong || pin === ''} data-testid="save-limits">
            {words('limits.save')}
          </Button>
        </div>
      )}
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <Modal open={asking !== null} centered width={480} footer={null} closable={false} destroyOnHidden>
        {asking && (
          <ApprovalStep
            binding={asking}
            summary={<LimitChanges typed={typed} kept={kept} />}
            onApproved={(approvalId) => void save(approvalId)}
            onCancel={() => setAsking(null)}
          />
        )}
      </Modal>
    </form>
  );
}

/** What whoever agrees must see: each limit that changes, from and to. */
function LimitChanges(props: { typed: Typed; kept: LimitsByRole | null }) {
  const words = useWords('operators');
  if (!props.kept) return null;
  const before = typedFrom(props.kept);
  const lines = limitedRoles.flatMap((role) =>
    (['each', 'perDay'] as const)
      .filter((which) => before[role][which] !== props.typed[role][which])
      .map((which) => ({ role, which })),
  );
  const amount = (text: string) => (text === '' ? words('limits.unlimited') : `¥${text}`);
  return (
    <ul className="hc-limit-changes">
      {lines.map(({ role, which }) => (
        <li key={`${role}${which}`}>
          {words(`role.${role}`)} · {words(`limits.${which}`)}: {amount(before[role][which])} →{' '}
          <strong>{amount(props.typed[role][which])}</strong>
        </li>
      ))}
    </ul>
  );
}
