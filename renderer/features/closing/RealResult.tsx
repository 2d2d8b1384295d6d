import {
  CheckOutlined,
  CloseOutlined,
  ExclamationOutlined,
  HistoryOutlined,
  QuestionOutlined,
  ShopOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, type ReactNode } from 'react';
import type { RealAnswer, RealKind } from '../../../shared/contract/closing.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { Money } from '../../components/Money.tsx';

const icons: Record<RealKind, ReactNode> = {
  paid: <CheckOutlined />,
  shownBefore: <HistoryOutlined />,
  otherStore: <ShopOutlined />,
  notPaid: <CloseOutlined />,
  notFoundYet: <QuestionOutlined />,
  several: <ExclamationOutlined />,
};

/** The answer, large: sign, words, amount, and what to do. Each kind has a sign and a colour of its own. */
export function RealResult(props: {
  answer: RealAnswer;
  text: string;
  busy: boolean;
  onAgain: () => void;
  onNext: () => void;
}) {
  const words = useWords('closing');
  const states = useWords('app');
  const go = useConsole((s) => s.go);
  const { answer } = props;
  const { kind, order, payment, store, shown, fits } = answer;
  const title = kind === 'several' ? words('real.several', { n: fits }) : words(`real.${kind}`);
  const amount = order ? `¥${formatYuan(order.amount)}` : '';
  useEffect(() => announce(`${title} ${amount}`, 'assertive'), [title, amount]);

  const advice: Record<RealKind, string> = {
    paid: '',
    shownBefore: words('real.shownWarning'),
    otherStore: words('real.otherStoreDetail', { store: store ?? '' }),
    notPaid: order ? words('real.notPaidDetail', { state: states(`state.${order.state}`) }) : '',
    notFoundYet: words(answer.asked ? 'real.notFoundAsked' : 'real.notFoundLocal'),
    several: words('real.severalDetail'),
  };
  const open = kind === 'notPaid' || kind === 'notFoundYet';

  return (
    <section className={`hc-real hc-real-${kind}`} data-testid="real-answer" data-kind={kind}>
      <div className="hc-real-sign" aria-hidden="true">
        {icons[kind]}
      </div>
      <p className="hc-real-title">{title}</p>
      {order && (
        <span data-testid="real-amount">
          <Money fen={order.amount} currency size="huge" />
        </span>
      )}
      {shown && (
        <p className="hc-real-shown" data-testid="real-shown">
          {words('real.shownBy', { time: dateTime(shown.at), who: shown.by })}
        </p>
      )}
      {advice[kind] !== '' && <p className="hc-real-advice">{advice[kind]}</p>}
      {order && <Facts answer={answer} order={order} />}
      {props.text !== order?.requestNumber && (
        <p className="hc-soft">
          <CopyText text={props.text} label={words('real.label')} />
        </p>
      )}
      {answer.problem && (
        <div className="hc-real-problem">
          <p>{words('real.notAsked')}</p>
          <ErrorNote error={answer.problem} />
        </div>
      )}
      <div className="hc-closing-buttons">
        {open && (
          <Button type="primary" loading={props.busy} onClick={props.onAgain} data-testid="real-again">
            {words('real.again')}
          </Button>
        )}
        <Button onClick={props.onNext} data-testid="real-next">
          {words('real.next')}
        </Button>
        {payment && kind !== 'otherStore' && (
          <Button onClick={() => go('transactions', { paymentId: payment.id })}>{words('real.details')}</Button>
        )}
      </div>
    </section>
  );
}

function Facts({ answer, order }: { answer: RealAnswer; order: NonNullable<RealAnswer['order']> }) {
  const words = useWords('closing');
  const methods = useWords('payments');
  return (
    <dl className="hc-real-facts">
      {order.endedAt !== null && (
        <Fact label={order.state === 'paid' ? words('real.paidAt') : methods('field.endedAt')}>
          {dateTime(order.endedAt)}
        </Fact>
      )}
      {order.method !== 'unknown' && <Fact label={words('real.method')}>{methods(`method.${order.method}`)}</Fact>}
      {order.requestNumber !== null && (
        <Fact label={words('real.number')}>
          <CopyText text={order.requestNumber} label={words('real.number')} />
        </Fact>
      )}
      <Fact label={words('real.store')}>{answer.store ?? words('real.thisStore')}</Fact>
      <Fact label={words('real.source')}>{words(answer.asked ? 'real.asked' : 'real.fromLedger')}</Fact>
    </dl>
  );
}

function Fact(props: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
