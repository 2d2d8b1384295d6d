import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { readPaymentCode } from '../../shared/domain/paymentCode.ts';
import { takeKey, type Burst, type Scan } from './scanner.ts';

/** Says whether it has dealt with a scan; `false` passes it on. */
type Taker = (scan: Scan) => boolean;
const takers: Taker[] = [];

/** Fields that a scan must not leave anything in: the counter's amount and note. They carry `data-scan="code"`. */
const COUNTER_FIELDS = '[data-scan="code"]';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** What stood in the fields that a burst may have been typed into, before its first character. */
type Before = { field: TextField; value: string }[];

/** From this many fast characters on it is no person; the fields stop complaining about what they seem to hold. */
const CERTAIN = 5;
const QUIET_MS = 100;

/** Whether a scanner is typing just now. */
export const useBursting = create<{ bursting: boolean }>()(() => ({ bursting: false }));
let quiet: ReturnType<typeof setTimeout> | undefined;

function noteBurst(length: number): void {
  if (length < CERTAIN) return;
  if (!useBursting.getState().bursting) useBursting.setState({ bursting: true });
  clearTimeout(quiet);
  quiet = setTimeout(() => useBursting.setState({ bursting: false }), QUIET_MS);
}

/** Takes scans while the component is on screen; the newest one on screen is asked first. */
export function useScan(taker: Taker): void {
  const take = useEffectEvent(taker);
  useEffect(() => {
    const entry: Taker = (scan) => take(scan);
    takers.push(entry);
    return () => void takers.splice(takers.indexOf(entry), 1);
  }, []);
}

/**
 * Listens for a scanner anywhere in the window; stands once, in the frame. A payment code is taken wherever the focus is:
 * the fields get back what they held, and the Enter that ends it presses no button and sends no form. Other codes are left
 * to a field that they are scanned into, such as the search, except that Enter presses nothing in a dialog.
 *
 * @param unclaimed told of a scan that no view has taken
 */
export function useScanner(unclaimed: (scan: Scan) => void): void {
  const nobody = useEffectEvent(unclaimed);
  useEffect(() => {
    let burst: Burst | null = null;
    let before: Before = [];

    const pressed = (event: KeyboardEvent) => {
      const began = burst;
      const composing = event.isComposing || event.keyCode === 229;
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      const { key, code, repeat, timeStamp: at } = event;
      const step = takeKey(burst, { key, code, repeat, at, modified, composing });
      burst = step.burst;
      // A burst that has just begun: it may go into the focused field, or into a field that takes the focus for it.
      if (burst && burst.startedAt === at && began?.startedAt !== at) before = look();
      noteBurst(burst?.text.length ?? 0);
      if (step.scan) end(event, step.scan);
    };

    function end(event: KeyboardEvent, scan: Scan): void {
      const focus = document.activeElement;
      const field = isTextField(focus) && !focus.matches(COUNTER_FIELDS);
      const dialog = focus?.closest('[role="dialog"]') ?? null;
      const code = readPaymentCode(scan.text).ok;
      if (!code && field && !dialog) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (!code && field) return;
      putBack(before);
      // An input method writes what it composed a little later.
      if (scan.composed) setTimeout(() => putBack(before), 50);
      if (!takers.toReversed().some((take) => take(scan))) nobody(scan);
    }

    window.addEventListener('keydown', pressed, true);
    return () => window.removeEventListener('keydown', pressed, true);
  }, []);
}

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

function look(): Before {
  const focus = document.activeElement;
  const fields = [...document.querySelectorAll(COUNTER_FIELDS), focus].filter(isTextField);
  return [...new Set(fields)].map((field) => ({ field, value: field.value }));
}

/** Writes through the browser's own setter, so that React hears of it. */
function putBack(before: Before): void {
  for (const { field, value } of before) {
    if (field.value === value || !field.isConnected) continue;
    const proto = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
    Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(field, value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
