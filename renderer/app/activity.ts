import { useEffect } from 'react';
import { call } from './api.ts';

/** The main process need not hear of every key. */
const GAP_MS = 5_000;

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Tells the main process that somebody is there, so that the idle lock waits. */
export function useActivity(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    let toldAt = -GAP_MS;
    const tell = () => {
      const now = performance.now();
      if (now - toldAt < GAP_MS) return;
      toldAt = now;
      void call('session.active');
    };
    tell();
    for (const sign of SIGNS) window.addEventListener(sign, tell, { capture: true, passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, tell, { capture: true });
    };
  }, [on]);
}
