import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { StatementDay } from '../../../shared/contract/statements.ts';
import type { StatementPeriod } from '../../../shared/domain/statement.ts';
import { useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import { StateMark } from './StateMark.tsx';
import { isAhead, monthOf, periodText, shiftMonth, weekdayOf } from './times.ts';

/** The days of a month with the state of their statements. One button for each day; the month itself stands at the end. */
export function MonthCalendar(props: {
  month: StatementPeriod;
  days: StatementDay[];
  selected: StatementPeriod;
  onMonth: (month: StatementPeriod) => void;
  onSelect: (period: StatementPeriod) => void;
}) {
  const { month, days, selected } = props;
  const words = useWords('statements');
  const today = useToday();
  const current = monthOf(today);
  const monthly = days.find(({ period }) => period.length === 6);
  const single = days.filter(({ period }) => period.length === 8);
  return (
    <section className="hc-stm-calendar" aria-label={words('calendar.label', { month: periodText(month) })}>
      <div className="hc-stm-month">
        <Button
          size="small"
          type="text"
          icon={<LeftOutlined />}
          aria-label={words('calendar.previous')}
          onClick={() => props.onMonth(shiftMonth(month, -1))}
        />
        <h2>{periodText(month)}</h2>
        <Button
          size="small"
          type="text"
          icon={<RightOutlined />}
          aria-label={words('calendar.next')}
          disabled={month >= current}
          onClick={() => props.onMonth(shiftMonth(month, 1))}
        />
        {month !== current && (
          <Button size="small" type="link" onClick={() => props.onMonth(current)}>
            {words('calendar.today')}
          </Button>
        )}
      </div>
      <div className="hc-stm-grid">
        {[...words('calendar.weekdays')].map((name, index) => (
          <span key={index} className="hc-stm-weekday" aria-hidden="true">
            {name}
          </span>
        ))}
        {single.map((day, index) => (
          <DayButton
            key={day.period}
            day={day}
            column={index === 0 ? weekdayOf(day.period) + 1 : null}
            isToday={day.period === (today as string)}
            ahead={isAhead(day.period, today)}
            selected={day.period === selected}
            onSelect={() => props.onSelect(day.period)}
          />
        ))}
      </div>
      {monthly && (
        <DayButton
          day={monthly}
          column={null}
          isToday={false}
          ahead={isAhead(monthly.period, today)}
          selected={monthly.period === selected}
          onSelect={() => props.onSelect(monthly.period)}
        />
      )}
    </section>
  );
}

function DayButton(props: {
  day: StatementDay;
  column: number | null;
  isToday: boolean;
  ahead: boolean;
  selected: boolean;
  onSelect: () => void;
}) {
  const { day, column } = props;
  const words = useWords('statements');
  const isMonth = day.period.length === 6;
  const states = [
    ...day.cells.map(({ kind, state }) => `${words(`kind.${kind}`)} ${words(`state.${state}`)}`),
    ...(day.others > 0 ? [words('calendar.others', { count: day.others })] : []),
  ];
  const told = props.ahead ? words('calendar.future') : states.join('; ') || words('calendar.nothing');
  return (
    <button
      type="button"
      className={`hc-stm-day${isMonth ? ' hc-stm-day-month' : ''}${props.isToday ? ' hc-stm-day-today' : ''}`}
      style={column === null ? undefined : { gridColumnStart: column }}
      aria-pressed={props.selected}
      aria-label={words('calendar.day', { date: periodText(day.period), states: told })}
      title={told}
      disabled={props.ahead}
      data-period={day.period}
      onClick={props.onSelect}
    >
      <span className="hc-stm-number">{isMonth ? words('calendar.month') : Number(day.period.slice(6))}</span>
      <span className="hc-stm-marks" aria-hidden="true">
        {day.cells.slice(0, 3).map(({ kind, state }) => (
          <span key={kind} className="hc-stm-mark">
            {words(`kindShort.${kind}`)}
            <StateMark state={state} bare />
          </span>
        ))}
        {day.others > 0 && <span className="hc-stm-mark">+{day.others}</span>}
      </span>
    </button>
  );
}
