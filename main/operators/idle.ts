/** Locks after a time in which nobody did anything. */
export interface IdleLock {
  /** Somebody is there. */
  active(): void;
  stop(): void;
}

/** @param minutes read anew at each sign of life, so that a changed setting counts from the next one on */
export function createIdleLock(minutes: () => number, lock: () => void): IdleLock {
  let timer: NodeJS.Timeout | undefined;
  return {
    active() {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes() * 60_000);
      timer.unref();
    },
    stop: () => clearTimeout(timer),
  };
}
