import { Button, Input, Modal, type InputRef } from 'antd';
import { useDeferredValue, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FoundOrder } from '../../../shared/contract/refunds.ts';
import { readPaymentCode } from '../../../shared/domain/paymentCode.ts';
import { useBursting, useScan } from '../../app/scanListener.ts';
import { dateTime } from '../../app/times.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { Money } from '../../components/Money.tsx';
import { StatusTag } from '../../components/StatusTag.tsx';

/** As the contract wants it; a shorter text is no whole number of an order. */
const SHORTEST = 4;

/**
 * Finds the order to refund by one of its whole numbers, typed or scanned: one's own, or a colleague's, of which no more
 * is shown than the refund needs.
 *
 * @param props.scanned what to look for at first; empty to begin with an empty field
 */
export function FindOrderDialog(props: {
  scanned: string;
  onRefund: (order: FoundOrder) => void;
  onClose: () => void;
}) {
  const words = useWords('refunds');
  const [text, setText] = useState(props.scanned);
  const wanted = useDeferredValue(text.trim());
  const input = useRef<InputRef>(null);
  const found = useRef<HTMLDivElement>(null);
  const bursting = useBursting((s) => s.bursting);

  // What is scanned next takes the place of what was.
  useEffect(() => {
    if (!bursting) input.current?.select();
  }, [bursting]);
  useScan((scan) => {
    if (readPaymentCode(scan.text).ok) return false;
    setText(scan.text);
    return true;
  });

  function leadOn(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat) found.current?.querySelector<HTMLElement>('button:enabled')?.focus();
  }

  return (
    <Modal open centered width={560} title={words('find.title')} onCancel={props.onClose} footer={null}>
      <Field label={words('find.number')} hint={words('find.hint')}>
        {(ids) => (
          <Input
            {...ids}
            ref={input}
            autoFocus
            allowClear
            autoComplete="off"
            maxLength={128}
            data-testid="find-number"
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={leadOn}
          />
        )}
      </Field>
      <div ref={found} role="status" className="hc-found">
        {wanted.length >= SHORTEST && <Found key={wanted} number={wanted} onRefund={props.onRefund} />}
      </div>
    </Modal>
  );
}

function Found({ number, onRefund }: { number: string; onRefund: (order: FoundOrder) => void }) {
  const words = useWords('refunds');
  const { data, error, again } = useAnswer('refunds.findOrders', { text: number }, ['refund.changed']);
  if (error) return <ErrorNote error={error} onRetry={again} />;
  if (data?.length === 0) return <p className="hc-soft">{words('find.none')}</p>;
  return data?.map((order) => <FoundCard key={order.id} order={order} onRefund={() => onRefund(order)} />);
}

function FoundCard({ order, onRefund }: { order: FoundOrder; onRefund: () => void }) {
  const words = useWords('refunds');
  const { state, alert, refundable, underWay } = order;
  const why = state !== 'paid' ? 'notPaid' : underWay > 0 ? 'underWay' : refundable === 0 ? 'nothingLeft' : null;
  return (
    <section className="hc-found-order" aria-label={words('dialog.order')} data-testid="found-order">
      <dl className="hc-facts">
        <div>
          <dt>{words('find.time')}</dt>
          <dd className="hc-figures">{dateTime(order.endedAt ?? order.createdAt)}</dd>
        </div>
        <div>
          <dt>{words('detail.order')}</dt>
          <dd>
            <Money fen={order.amount} currency />
          </dd>
        </div>
        <div>
          <dt>{words('column.state')}</dt>
          <dd>
            <StatusTag state={state} alert={alert} />
          </dd>
        </div>
        <div>
          <dt>{words('payment.balance')}</dt>
          <dd data-testid="found-refundable">
            <Money fen={refundable} currency />
          </dd>
        </div>
      </dl>
      {!order.theirs && <p className="hc-soft">{words('find.colleagues')}</p>}
      {why !== null && <p>{words(`find.${why}`)}</p>}
      <Button type="primary" disabled={why !== null} data-testid="found-refund" onClick={onRefund}>
        {words('payment.refund')}
      </Button>
    </section>
  );
}
