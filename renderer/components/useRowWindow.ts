import { useRef, useState } from 'react';

/**
 * Rows that can be scrolled through without moving the window. Browsers end at about 33 million pixels (half of it at
 * 200 % zoom), and what measures the rows takes memory for each; so a longer list is seen through a window that moves.
 */
const WINDOW_ROWS = 100_000;
const STEP_ROWS = 50_000;
const EDGE_ROWS = 1_000;

/**
 * A window over a list of any length: `base` is the place of its first row, `count` its length. When the reader nears
 * an edge, the window moves by a fixed step and the scroll position with it, so that nothing jumps on screen.
 */
export function useRowWindow(total: number, rowHeight: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [asked, setBase] = useState(0);
  const base = Math.min(asked, Math.max(0, total - 1));
  const count = Math.min(total - base, WINDOW_ROWS);
  /** Where to scroll to once the moved window has been drawn; kept, since a shorter window cuts the position short. */
  const target = useRef<number | null>(null);

  function move(to: number): void {
    target.current = scroller.current!.scrollTop + (base - to) * rowHeight;
    setBase(to);
  }

  return {
    /** The element that scrolls. */
    scroller,
    base,
    count,
    /** To be called after each drawing. */
    keepInside(): void {
      const element = scroller.current!;
      if (target.current !== null) {
        element.scrollTop = target.current;
        target.current = null;
        return;
      }
      // By where it is scrolled to, not by the rows drawn: those may still be the ones of before a move.
      const at = element.scrollTop / rowHeight;
      if (at > WINDOW_ROWS - EDGE_ROWS && base + count < total) move(base + STEP_ROWS);
      else if (at < EDGE_ROWS && base > 0) move(Math.max(0, base - STEP_ROWS));
    },
    /** Moves the window so that a row is inside; returns the row's place in it. */
    show(row: number): number {
      if (row >= base && row < base + count) return row - base;
      const to = Math.max(0, Math.floor(row / STEP_ROWS) * STEP_ROWS - STEP_ROWS);
      setBase(to);
      return row - to;
    },
  };
}
