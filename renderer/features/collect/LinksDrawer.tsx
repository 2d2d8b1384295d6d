import { CopyOutlined, QrcodeOutlined, StopOutlined } from '@ant-design/icons';
import { App, Button, Drawer } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Payment } from '../../../shared/domain/payment.ts';
import { cannotBeClosed } from '../../../shared/domain/closing.ts';
import { call } from '../../app/api.ts';
import { useNameOf } from '../../app/people.ts';
import { clockTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { Countdown } from '../../components/Countdown.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';
import { CancelDialog } from '../payment/CancelDialog.tsx';
import { useCollect } from './collectStore.ts';

/** Every payment that was asked for and has no result yet: how long it is good for, who made it, and a way to take it back. */
export function LinksDrawer(props: { open: boolean; onClose: () => void; focusAmount: () => void }) {
  const { message } = App.useApp();
  const words = useWords('collect');
  const open = useCollect((s) => s.open);
  const payments = (open ?? []).filter(({ state }) => state !== 'created');
  const [stopping, setStopping] = useState<Payment | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ConsoleError | null>(null);

  const stop = async () => {
    if (!stopping) return;
    setBusy(true);
    const answer = await call('payments.cancel', { id: stopping.id });
    setBusy(false);
    setStopping(null);
    if (!answer.ok) return setError(answer.error);
    useCollect.getState().cancelled(answer.data);
    await useCollect.getState().readOpen();
  };
  const copy = async (payment: Payment) => {
    const answer = await call('payments.copyLink', { id: payment.id });
    if (answer.ok) void message.success(words('links.copied'));
    else setError(answer.error);
  };

  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      title={words('links.title')}
      size={560}
      afterOpenChange={(shown) => {
        if (!shown) props.focusAmount();
      }}
    >
      <p className="hc-soft">{words('links.intro')}</p>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      {payments.length === 0 && <p>{words('links.none')}</p>}
      <ul className="hc-links">
        {payments.map((payment) => (
          <li key={payment.id} data-testid="link-row">
            <LinkRow
              payment={payment}
              onCopy={() => void copy(payment)}
              onShow={() => {
                useCollect.getState().show(payment);
                props.onClose();
              }}
              onStop={() => setStopping(payment)}
            />
          </li>
        ))}
      </ul>
      {stopping && (
        <CancelDialog
          payment={stopping}
          open
          busy={busy}
          onKeep={() => setStopping(null)}
          onConfirm={() => void stop()}
          onGone={() => {}}
        />
      )}
    </Drawer>
  );
}

function LinkRow(props: { payment: Payment; onCopy: () => void; onShow: () => void; onStop: () => void }) {
  const words = useWords('collect');
  const own = useWords('payments');
  const { payment } = props;
  const nameOf = useNameOf();
  const closing = useCollect((s) => s.closing[payment.id]);
  const wallet = payment.method === 'unknown' ? '' : ` · ${own(`method.${payment.method}`)}`;
  const label = (action: string) => `${action} ¥${formatYuan(payment.amount)}`;

  return (
    <>
      <div className="hc-links-head">
        <Money fen={payment.amount} currency />
        <StatusTag state={payment.state} alert={payment.alert} />
        <Countdown until={payment.expiresAt} />
      </div>
      <p className="hc-soft">
        {own(`way.${payment.way}`)}
        {wallet} · {words('links.madeAt', { time: clockTime(payment.createdAt) })} ·{' '}
        {payment.till === null ? words('links.byPage') : words('links.by', { till: payment.till })}
        {payment.operatorId !== null && ` · ${words('links.operator', { operator: nameOf(payment.operatorId) })}`}
        {payment.note !== '' && ` · ${payment.note}`}
      </p>
      <div className="hc-links-buttons">
        {payment.link !== null && (
          <>
            <Button
              size="small"
              icon={<QrcodeOutlined />}
              aria-label={label(words('links.show'))}
              onClick={props.onShow}
            >
              {words('links.show')}
            </Button>
            <Button size="small" icon={<CopyOutlined />} aria-label={label(words('links.copy'))} onClick={props.onCopy}>
              {words('links.copy')}
            </Button>
          </>
        )}
        {closing ? (
          <span className="hc-soft">{words('links.stopping', { time: clockTime(closing.dueAt) })}</span>
        ) : cannotBeClosed(payment) ? (
          <span className="hc-soft">{words('links.notClosable')}</span>
        ) : (
          <Button
            size="small"
            icon={<StopOutlined />}
            data-testid="link-stop"
            disabled={payment.state === 'unknown'}
            aria-label={label(words('links.stop'))}
            onClick={props.onStop}
          >
            {words('links.stop')}
          </Button>
        )}
      </div>
    </>
  );
}
