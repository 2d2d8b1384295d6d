import { DownOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { parseYuan, toHalfWidth, toYuan, type AmountProblem, type Fen } from '../../../shared/domain/money.ts';
import { useWords } from '../../app/words.ts';
import { useTransactions } from './transactionsStore.ts';

/** An amount as a bound: nothing typed bounds nothing. Full-width digits are read, for nothing is charged here. */
function readBound(text: string): { fen: Fen | null; problem: AmountProblem | null } {
  const parsed = parseYuan(toHalfWidth(text));
  if (parsed.ok) return { fen: parsed.data, problem: null };
  return { fen: null, problem: parsed.error === 'empty' ? null : parsed.error };
}

function boundText(fen: Fen | null): string {
  return fen === null ? '' : toYuan(fen);
}

/** The lowest and the highest amount to show; Enter applies. */
export function AmountFilter() {
  const words = useWords('transactions');
  const problems = useWords('collect');
  const { filter, filterBy } = useTransactions();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState({ min: '', max: '' });
  const [min, max] = [readBound(typed.min), readBound(typed.max)];
  const problem = min.problem ?? max.problem;
  const crossed = min.fen !== null && max.fen !== null && min.fen > max.fen;
  const set = filter.minAmount !== null || filter.maxAmount !== null;

  const show = (next: boolean) => {
    setOpen(next);
    if (!next) return;
    setTyped({ min: boundText(filter.minAmount), max: boundText(filter.maxAmount) });
  };
  const apply = () => {
    if (problem || crossed) return;
    filterBy({ minAmount: min.fen, maxAmount: max.fen });
    setOpen(false);
  };

  const field = (name: 'min' | 'max') => (
    <label className="hc-amount-field">
      {words(`filter.${name}`)}
      <Input
        inputMode="decimal"
        value={typed[name]}
        maxLength={20}
        status={(name === 'min' ? min : max).problem ? 'error' : ''}
        onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        onPressEnter={apply}
        data-testid={`filter-${name}`}
      />
    </label>
  );

  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={show}
      content={
        <div className="hc-amount">
          {field('min')}
          {field('max')}
          {(problem || crossed) && (
            <p role="alert" className="hc-amount-problem">
              {problem ? problems(`amount.problem.${problem}`, { plain: '' }) : words('filter.minAboveMax')}
            </p>
          )}
          <Button type="primary" block onClick={apply}>
            {words('filter.apply')}
          </Button>
        </div>
      }
    >
      <Button>
        {words('filter.amount')}
        {set && <span className="hc-bar-count">1</span>}
        <DownOutlined className="hc-bar-down" aria-hidden />
      </Button>
    </Popover>
  );
}
