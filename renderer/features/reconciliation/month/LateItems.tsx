import { Button } from 'antd';
import type { LateDifferences } from '../../../../shared/contract/reconciliation.ts';
import { fen, formatYuan } from '../../../../shared/domain/money.ts';
import { dayText, monthText } from '../../../app/amounts.ts';
import { useWords } from '../../../app/words.ts';
import { useReconciliation } from '../reconciliationStore.ts';

/** Differences that a locked month did not take any more, from either side; each opens on its day. */
export function LateItems({ what, items }: { what: 'late' | 'posted'; items: LateDifferences }) {
  const words = useWords('reconciliation');
  const { choose, openDifference } = useReconciliation();
  const { count, rows } = items;
  if (count === 0) return null;
  return (
    <section data-testid={`month-${what}`}>
      <h3>{words(`month.${what}`, { count })}</h3>
      <ul>
        {rows.map(({ id, day, outcome, atRisk, belongs, month }) => (
          <li key={id}>
            <Button
              type="link"
              size="small"
              onClick={() => {
                choose(day);
                openDifference(id);
              }}
            >
              {words('month.lateItem', {
                day: dayText(day),
                outcome: words(`outcome.${outcome}`),
                amount: formatYuan(fen(atRisk)),
                belongs: monthText(belongs),
                month: monthText(month),
              })}
            </Button>
          </li>
        ))}
      </ul>
      {count > rows.length && <p className="hc-soft">{words('month.lateMore', { count: count - rows.length })}</p>}
    </section>
  );
}
