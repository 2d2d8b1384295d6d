import { useEffect, useState } from 'react';
import {
  businessDateOf,
  instant,
  startOfBusinessDate,
  addDays,
  type BusinessDate,
  type Instant,
} from '../../shared/domain/time.ts';

const now = () => instant(Date.now());

/** The time now, anew each second; for a countdown. */
export function useEverySecond(): Instant {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return time;
}

/** Whether `at` has passed; changes at that moment. */
export function usePassed(at: Instant): boolean {
  const [looked, setLooked] = useState(now);
  const passed = looked >= at;
  useEffect(() => {
    if (passed) return undefined;
    const timer = setTimeout(() => setLooked(now()), Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  }, [at, passed]);
  return passed;
}

/** The Beijing day that it is; changes at midnight there. */
export function useToday(): BusinessDate {
  const [today, setToday] = useState(() => businessDateOf(now()));
  useEffect(() => {
    const midnight = startOfBusinessDate(addDays(today, 1));
    const timer = setTimeout(() => setToday(businessDateOf(now())), Math.max(midnight - Date.now(), 0) + 500);
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}
