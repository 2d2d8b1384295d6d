import './Countdown.css';
import type { Instant } from '../../shared/domain/time.ts';
import { useEverySecond } from '../app/useNow.ts';
import { useWords } from '../app/words.ts';

const HURRY_MS = 60_000;

/** `9:41`, or `1:09:41` from an hour on. */
function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((n) => String(n).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}

/** Time left until `until`, counting down; the last minute stands out. `bare` leaves out the words. */
export function Countdown(props: { until: Instant; bare?: boolean; testId?: string }) {
  const words = useWords('payments');
  const left = props.until - useEverySecond();
  const time = clock(Math.max(left, 0));
  const hurry = left < HURRY_MS ? ' hc-countdown-hurry' : '';
  return (
    <span className={`hc-countdown${hurry}`} role="timer" aria-live="off" data-testid={props.testId}>
      {left <= 0 ? words('countdown.over') : props.bare ? time : words('countdown.left', { time })}
    </span>
  );
}
