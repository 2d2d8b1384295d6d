import { LeftOutlined, LockOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState, type KeyboardEvent } from 'react';
import { addMonths, monthOf, type Month } from '../../../../shared/domain/difference.ts';
import { dayStates, type DayOverview } from '../../../../shared/domain/monthLock.ts';
import { addDays, type BusinessDate } from '../../../../shared/domain/time.ts';
import { dayText } from '../../../app/amounts.ts';
import { useAnswer } from '../../../app/useAnswer.ts';
import { useToday } from '../../../app/useNow.ts';
import { listText, useLanguage, useWords } from '../../../app/words.ts';
import { DayStateTag, StateSign } from '../OutcomeTag.tsx';
import { useDay, useReconciliation } from '../reconciliationStore.ts';

/** Blanks before the first of the month, in weeks that begin on Monday. */
function lead(month: Month): number {
  return (new Date(`${month.slice(0, 4)}-${month.slice(4)}-01T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** The month with the state of each day as sign and colour; arrows walk through the days, Enter opens one. */
export function DayCalendar() {
  const words = useWords('reconciliation');
  const choose = useReconciliation((s) => s.choose);
  const day = useDay();
  const today = useToday();
  const [month, setMonth] = useState(monthOf(day));
  const [shownFor, setShownFor] = useState(day);
  const { days, locked } = useAnswer('reconciliation.calendar', { month }, ['reconciliation.changed']).data ?? {
    days: [],
    locked: false,
  };
  if (shownFor !== day) {
    setShownFor(day);
    setMonth(monthOf(day));
  }

  const pressed = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = addDays(day, step);
    if (next > today) return;
    choose(next);
    requestAnimationFrame(() => document.getElementById(`hc-day-${next}`)?.focus());
  };

  return (
    <aside className="hc-cal" aria-label={words('calendar.label')}>
      <header className="hc-cal-head">
        <Button
          type="text"
          size="small"
          icon={<LeftOutlined />}
          aria-label={words('calendar.previous')}
          onClick={() => setMonth(addMonths(month, -1))}
        />
        <strong>
          {words('calendar.month', { year: month.slice(0, 4), month: month.slice(4) })}
          {locked && <LockOutlined className="hc-cal-lock" aria-label={words('calendar.locked')} />}
        </strong>
        <Button
          type="text"
          size="small"
          icon={<RightOutlined />}
          aria-label={words('calendar.next')}
          disabled={month >= monthOf(today)}
          onClick={() => setMonth(addMonths(month, 1))}
        />
      </header>
      <div className="hc-cal-grid" role="group" onKeyDown={pressed}>
        {[...words('calendar.weekdays')].map((name, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- the days of a week do not change
          <span key={i} className="hc-cal-weekday" aria-hidden>
            {name}
          </span>
        ))}
        {days.map((one, i) => (
          <Day
            key={one.day}
            one={one}
            start={i === 0 ? lead(month) + 1 : null}
            chosen={one.day === day}
            future={one.day > today}
            onChoose={choose}
          />
        ))}
      </div>
      <ul className="hc-cal-legend">
        {dayStates.map((state) => (
          <li key={state}>
            <DayStateTag state={state} />
          </li>
        ))}
      </ul>
    </aside>
  );
}

function Day(props: {
  one: DayOverview;
  start: number | null;
  chosen: boolean;
  future: boolean;
  onChoose: (day: BusinessDate) => void;
}) {
  const words = useWords('reconciliation');
  const language = useLanguage();
  const { one, chosen } = props;
  const said = [
    dayText(one.day),
    words(`dayState.${one.state}`),
    one.open > 0 ? words('calendar.open', { count: one.open }) : '',
    one.stale ? words('calendar.stale') : '',
  ].filter((text) => text !== '');
  return (
    <button
      type="button"
      id={`hc-day-${one.day}`}
      className={`hc-cal-day hc-cal-${one.state}${one.payments.count === 0 && one.state === 'none' ? ' hc-cal-quiet' : ''}`}
      style={props.start === null ? undefined : { gridColumnStart: props.start }}
      tabIndex={chosen ? 0 : -1}
      aria-pressed={chosen}
      aria-label={listText(language, said)}
      title={said.join('\n')}
      disabled={props.future}
      data-testid={`day-${one.day}`}
      data-state={one.state}
      onClick={() => props.onChoose(one.day)}
    >
      <span>{Number(one.day.slice(6))}</span>
      {!props.future && <StateSign look={one.state} />}
      {one.stale && <span className="hc-cal-stale" aria-hidden />}
    </button>
  );
}
