import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { paymentColumns, type PaymentColumn } from '../../../shared/contract/payments.ts';
import { useWords } from '../../app/words.ts';
import { moved, toggled } from './columnChoice.ts';
import { defaultColumns } from './paymentTable.tsx';
import { useTransactions } from './transactionsStore.ts';

/** Which columns are shown, and in which order. */
export function ColumnsMenu() {
  const words = useWords('transactions');
  const { columns, chooseColumns } = useTransactions();
  const hidden = paymentColumns.filter((column) => !columns.includes(column));

  const line = (column: PaymentColumn) => {
    const name = words(`column.${column}`);
    const at = columns.indexOf(column);
    const arrow = (by: -1 | 1) => (
      <Button
        type="text"
        size="small"
        aria-label={words(by < 0 ? 'columns.up' : 'columns.down', { column: name })}
        icon={by < 0 ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
        disabled={by < 0 ? at === 0 : at === columns.length - 1}
        onClick={() => chooseColumns(moved(columns, column, by))}
      />
    );
    return (
      <li key={column}>
        <Checkbox
          checked={at >= 0}
          disabled={at >= 0 && columns.length === 1}
          onChange={() => chooseColumns(toggled(columns, column))}
        >
          {name}
        </Checkbox>
        {at >= 0 && (
          <span>
            {arrow(-1)}
            {arrow(1)}
          </span>
        )}
      </li>
    );
  };

  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      arrow={false}
      title={words('columns.title')}
      content={
        <div className="hc-columns">
          <ul>{[...columns, ...hidden].map(line)}</ul>
          <Button size="small" onClick={() => chooseColumns(defaultColumns)}>
            {words('columns.reset')}
          </Button>
        </div>
      }
    >
      <Button>{words('columns.button')}</Button>
    </Popover>
  );
}
