import { Button } from 'antd';
import { useState } from 'react';
import { bridgeSum, minuteText, type BridgeSum, type DatedTrade } from '../../../shared/domain/shopDay.ts';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import { dayText, signedYuan } from '../../app/amounts.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { SettingsDialog } from '../reconciliation/SettingsDialog.tsx';

/** How the gateway's day becomes the shop's, with the very orders that cross. */
export function BridgeView({ day }: { day: BusinessDate }) {
  const words = useWords('settlement');
  const { data: bridge, error, again } = useAnswer('settlement.bridge', { day }, ['reconciliation.changed']);
  const [settings, setSettings] = useState(false);
  if (error) return <ErrorNote error={error} onRetry={again} />;
  if (!bridge) return null;
  const { gateway, leaving, joining, shop } = bridge;
  return (
    <section data-testid="bridge">
      <p>
        {words('bridge.lead', { start: minuteText(bridge.startMinute) })}{' '}
        <Button type="link" size="small" onClick={() => setSettings(true)}>
          {words('bridge.change')}
        </Button>
      </p>
      <table className="hc-figtable hc-bridge">
        <tbody>
          <Sum name={words('bridge.gateway', { day: dayText(day) })} sum={gateway} />
          <Sum name={words('bridge.leaving')} sum={bridgeSum(leaving)} sign="−" />
          <Sum name={words('bridge.joining')} sum={bridgeSum(joining)} sign="+" />
          <Sum name={words('bridge.shop', { day: dayText(day) })} sum={shop} strong />
        </tbody>
      </table>
      {leaving.length + joining.length === 0 ? (
        <p className="hc-soft">{words('bridge.same')}</p>
      ) : (
        <>
          <Crossing title={words('bridge.leaving')} trades={leaving} />
          <Crossing title={words('bridge.joining')} trades={joining} />
        </>
      )}
      <SettingsDialog open={settings} onClose={() => setSettings(false)} />
    </section>
  );
}

function Sum(props: { name: string; sum: BridgeSum; sign?: '+' | '−'; strong?: boolean }) {
  const words = useWords('settlement');
  const { sum, sign = '' } = props;
  return (
    <tr className={props.strong ? 'hc-formula-sum' : undefined}>
      <th scope="row">{props.name}</th>
      <td>{words('bridge.count', { count: sum.payments + sum.refunds })}</td>
      <td>
        {sign} ¥{signedYuan(sum.net)}
      </td>
    </tr>
  );
}

function Crossing({ title, trades }: { title: string; trades: DatedTrade[] }) {
  const words = useWords('settlement');
  const go = useConsole((s) => s.go);
  if (trades.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <table className="hc-figtable">
        <thead>
          <tr>
            {(['number', 'kind', 'amount', 'time', 'gatewayDay'] as const).map((column) => (
              <th key={column} scope="col">
                {words(`column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {trades.map((trade) => (
            <tr key={trade.id} data-testid="crossing">
              <th scope="row">
                <Button type="link" size="small" onClick={() => go('transactions', { paymentId: trade.paymentId })}>
                  {trade.id}
                </Button>
              </th>
              <td>{words(`bridge.kind.${trade.kind}`)}</td>
              <td>{signedYuan(trade.amount)}</td>
              <td>{dateTime(trade.at)}</td>
              <td>{dayText(trade.gatewayDay)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
