import { Button, Modal } from 'antd';
import type { BusinessDate } from '../../../shared/domain/time.ts';
import { signedYuan } from '../../app/amounts.ts';
import { useAnswer } from '../../app/useAnswer.ts';
import { useConsole } from '../../app/store.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';

/** The payments or refunds that a term is made of; a number opens its payment. */
export function TermRowsDialog(props: {
  day: BusinessDate;
  kind: 'payment' | 'refund';
  name: string;
  onClose: () => void;
}) {
  const words = useWords('settlement');
  const go = useConsole((s) => s.go);
  const { day, kind } = props;
  const { data: found, error } = useAnswer('settlement.rows', { day, kind });
  return (
    <Modal open width={720} footer={null} title={words('rowsTitle', { term: props.name })} onCancel={props.onClose}>
      {error && <ErrorNote error={error} />}
      {found && found.count > found.rows.length && (
        <p className="hc-soft">{words('rowsMore', { shown: found.rows.length, count: found.count })}</p>
      )}
      {found && (
        <div className="hc-term-rows" tabIndex={0}>
          <table className="hc-figtable">
            <thead>
              <tr>
                {(['number', 'amount', 'fee', 'time'] as const).map((column) => (
                  <th key={column} scope="col">
                    {words(`column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.rows.map((row) => (
                <tr key={row.id} data-testid="term-row">
                  <th scope="row">
                    <Button type="link" size="small" onClick={() => go('transactions', { paymentId: row.paymentId })}>
                      {row.requestNumber}
                    </Button>
                  </th>
                  <td>{signedYuan(row.amount)}</td>
                  <td>{row.fee === null ? '—' : signedYuan(row.fee)}</td>
                  <td>{dateTime(row.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
