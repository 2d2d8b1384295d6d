import './DayInput.css';
import { CalendarOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useRef, useState } from 'react';
import { parseBusinessDate, type BusinessDate } from '../../shared/domain/time.ts';
import { dayText } from '../app/amounts.ts';
import { useWords } from '../app/words.ts';

interface DayInputProps {
  value: BusinessDate | null;
  /** Called with every day that is typed or picked, and with `null` where the field was emptied. */
  onChange: (day: BusinessDate | null) => void;
  min?: BusinessDate | undefined;
  max?: BusinessDate | undefined;
  id?: string;
  'aria-label'?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
  'data-testid'?: string;
}

/**
 * A day, typed as `2026-01-05` (dashes may be left out) or picked from the system's calendar. The system's own date field
 * would write it as the computer's region does, which is not how the rest of the console writes days.
 */
export function DayInput({ value, onChange, min, max, ...field }: DayInputProps) {
  const words = useWords('app');
  const calendar = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = value === null ? '' : dayText(value);
  const take = (text: string) => {
    const day = parseBusinessDate(text.trim().replaceAll('-', ''));
    if (text.trim() === '') onChange(null);
    else if (day !== null && (!min || day >= min) && (!max || day <= max)) onChange(day);
  };
  return (
    <span className="hc-day">
      <Input
        {...field}
        maxLength={10}
        placeholder={words('day.placeholder')}
        value={typed ?? shown}
        status={typed !== null && typed.length === 10 && typed !== shown ? 'error' : ''}
        onChange={(event) => {
          setTyped(event.target.value);
          take(event.target.value);
        }}
        // What was not a day gives way to the last one that was.
        onBlur={() => setTyped(null)}
        suffix={
          <button
            type="button"
            className="hc-day-open"
            tabIndex={-1}
            aria-label={words('day.pick')}
            onClick={() => calendar.current?.showPicker()}
          >
            <CalendarOutlined aria-hidden />
          </button>
        }
      />
      <input
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        value={shown}
        min={min && dayText(min)}
        max={max && dayText(max)}
        onChange={(event) => {
          setTyped(null);
          take(event.target.value);
        }}
      />
    </span>
  );
}
