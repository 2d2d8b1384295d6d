import type { ReactNode } from 'react';
import { formatYuan } from '../../../shared/domain/money.ts';
import type { Shift, ShiftSlip as Slip } from '../../../shared/domain/shift.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { usePersonName } from './usePersonName.ts';
import './slip.css';

/** A closed shift on paper: what arrived, by method; refunds; who follows up what; the audit log's hash; two signatures. */
export function ShiftSlip(props: { shift: Shift; slip: Slip; practice: boolean }) {
  const { shift, slip } = props;
  const words = useWords('shifts');
  const payments = useWords('payments');
  const states = useWords('app');
  const nameOf = usePersonName();
  return (
    <article className="hc-slip" data-testid="shift-slip">
      <h2>{words('slip.title')}</h2>
      {props.practice && <p className="hc-slip-practice">{words('slip.practice')}</p>}
      <dl>
        <Line what={words('slip.shop')}>
          {slip.shop} {slip.huifuId}
        </Line>
        <Line what={words('slip.till')}>{shift.till}</Line>
        <Line what={words('slip.opened')}>
          {dateTime(shift.openedAt)} {nameOf(shift.openedBy)}
        </Line>
        {shift.closedAt !== null && shift.closedBy && (
          <Line what={words('slip.closed')}>
            {dateTime(shift.closedAt)} {nameOf(shift.closedBy)}
          </Line>
        )}
        {shift.float !== null && <Line what={words('slip.float')}>{formatYuan(shift.float)}</Line>}
      </dl>
      <table>
        <thead>
          <tr>
            <th scope="col">{words('slip.method')}</th>
            <th scope="col">{words('slip.count')}</th>
            <th scope="col">{words('slip.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {slip.totals.methods.map(({ method, count, amount }) => (
            <tr key={method}>
              <td>{payments(`method.${method}`)}</td>
              <td>{count}</td>
              <td>{formatYuan(amount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{words('slip.total')}</td>
            <td>{slip.totals.count}</td>
            <td>{formatYuan(slip.totals.amount)}</td>
          </tr>
          {slip.refunds && (
            <tr>
              <td>{words('slip.refunds')}</td>
              <td>{slip.refunds.count}</td>
              <td>{formatYuan(slip.refunds.amount)}</td>
            </tr>
          )}
        </tfoot>
      </table>
      {!slip.refunds && <p>{words('slip.noRefunds')}</p>}
      <h3>{words('slip.unfinished')}</h3>
      {slip.unfinished.length === 0 ? (
        <p>{words('slip.noneUnfinished')}</p>
      ) : (
        <ul>
          {slip.unfinished.map((order) => (
            <li key={`${order.kind}/${order.subject}`}>
              {words(`unfinished.kind.${order.kind}`)} {formatYuan(order.amount)} {states(`state.${order.state}`)}{' '}
              <span className="hc-slip-number">{order.subject}</span>
              {order.followUp && <strong> {words('slip.followUp', { name: nameOf(order.followUp) })}</strong>}
            </li>
          ))}
        </ul>
      )}
      {slip.auditClosingHash !== null && (
        <p className="hc-slip-number">
          {words('slip.auditHash')} {slip.auditClosingHash}
        </p>
      )}
      <p>{words('slip.note')}</p>
      <p className="hc-slip-sign">{words('slip.signature')}</p>
      <p className="hc-slip-sign">{words('slip.taker')}</p>
    </article>
  );
}

function Line(props: { what: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.what}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
