import { Segmented, Spin } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Trends } from '../../../../shared/contract/reconciliation.ts';
import { dayText } from '../../../app/amounts.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import type { ChartData } from './chartData.ts';
import { ChartTable } from './ChartTable.tsx';

// The library of pictures is as large as the rest of the window: it comes only when somebody looks at one.
const Chart = lazy(() => import('./Chart.tsx'));
const ranges = [30, 90, 365] as const;

/** Where looking beats reading: flow per day, fee rate, open differences by age. */
export function ChartsTab() {
  const words = useWords('reconciliation');
  const [days, setDays] = useState<(typeof ranges)[number]>(30);
  const { data: trends, error, again } = useAnswer('reconciliation.trends', { days }, ['reconciliation.changed']);

  const charts = useMemo(() => (trends ? chartsOf(trends, words) : []), [trends, words]);
  const empty = trends?.flows.every(({ payments }) => payments.count === 0) ?? true;
  return (
    <div className="hc-recon-scroll hc-charts">
      <Segmented
        aria-label={words('charts.range')}
        value={days}
        onChange={setDays}
        options={ranges.map((value) => ({ value, label: words('charts.days', { count: value }) }))}
      />
      {error && <ErrorNote error={error} onRetry={again} />}
      {trends && empty && <p className="hc-soft">{words('charts.noData')}</p>}
      {charts.map((chart) => (
        <section key={chart.title} className="hc-card hc-chart" aria-label={chart.title}>
          <h3>{chart.title}</h3>
          <Suspense fallback={<Spin description={words('charts.loading')} />}>
            <Chart data={chart} />
          </Suspense>
          {chart.note !== undefined && <p className="hc-soft">{chart.note}</p>}
          <details>
            <summary>{words('charts.table')}</summary>
            <ChartTable data={chart} />
          </details>
        </section>
      ))}
    </div>
  );
}

function chartsOf({ flows, totals }: Trends, words: ReturnType<typeof useWords<'reconciliation'>>): ChartData[] {
  const days = flows.map(({ day }) => dayText(day).slice(5));
  return [
    {
      title: words('charts.flow'),
      axis: words('charts.dayColumn'),
      labels: days,
      kind: 'bar',
      series: [
        { name: words('charts.payments'), values: flows.map(({ payments }) => payments.sum / 100), tone: 'paid' },
        { name: words('charts.refunds'), values: flows.map(({ refunds }) => refunds.sum / 100), tone: 'refunded' },
      ],
    },
    {
      title: words('charts.rate'),
      axis: words('charts.dayColumn'),
      labels: days,
      kind: 'line',
      note: words('charts.rateGap'),
      series: [
        {
          name: words('charts.rateSeries'),
          values: flows.map(({ fee, feeBase }) => (feeBase === 0 ? null : Math.round((fee / feeBase) * 1e6) / 1e4)),
          tone: 'processing',
        },
      ],
    },
    {
      title: words('charts.ages'),
      axis: words('charts.ageColumn'),
      labels: totals.byAge.map(({ age }) => words(`age.${age}`)),
      kind: 'bar',
      whole: true,
      series: [{ name: words('charts.open'), values: totals.byAge.map(({ count }) => count), tone: 'alert' }],
    },
  ];
}
