import type { ChartData } from './chartData.ts';

/** The same numbers to read. */
export function ChartTable({ data }: { data: ChartData }) {
  return (
    <table className="hc-figtable">
      <thead>
        <tr>
          <th scope="col">{data.axis}</th>
          {data.series.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {data.labels.map((label, i) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            {data.series.map(({ name, values }) => (
              <td key={name}>{values[i] ?? '—'}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
