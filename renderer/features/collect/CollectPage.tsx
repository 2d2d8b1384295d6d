import './CollectPage.css';
import './ways.css';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { useEvent } from '../../app/api.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { coalesce } from '../payment/coalesce.ts';
import { AmountPad } from './AmountPad.tsx';
import { useArrivals } from './arrivals.ts';
import { useCollect } from './collectStore.ts';
import { FoundNote } from './FoundNote.tsx';
import { LateArrivals } from './LateArrivals.tsx';
import { OpenPayments } from './OpenPayments.tsx';
import { PracticeScan } from './PracticeScan.tsx';
import { SilenceNote } from './SilenceNote.tsx';
import { Stage } from './Stage.tsx';
import { useScannedCodes } from './useScannedCodes.ts';
import { useWays } from './waysStore.ts';

const readOpen = coalesce(() => useCollect.getState().readOpen(), 100);

function isInDialog(element: Element | null): boolean {
  return element?.closest('[role="dialog"]') !== null && element !== null;
}

/** The counter: amount at the left, always ready for the next; the payment of the moment at the right. */
export function CollectPage() {
  const words = useWords('collect');
  const { profile } = useApp();
  const { amount, note, stage, enter, press, next, typeAmount, typeNote } = useCollect();
  const amountField = useRef<HTMLInputElement>(null);
  const focusAmount = () => amountField.current?.focus();

  const profileId = profile?.id ?? '';

  useLayoutEffect(() => {
    enter(profileId);
    useArrivals.getState().enter(profileId);
    void useWays.getState().enter(profileId);
    readOpen();
  }, [enter, profileId]);
  useEvent('payment.changed', readOpen);

  // A button that goes away with its payment leaves the focus nowhere; the amount takes it back.
  useEffect(() => {
    if (document.activeElement === document.body || document.activeElement?.id === 'main') amountField.current?.focus();
  });

  // Digits begin an amount wherever the focus is, except in another field or in a dialog.
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      const target = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9.]$/.test(event.key)) return;
      if (target.closest('input, textarea') || isInDialog(target)) return;
      amountField.current?.focus();
    };
    window.addEventListener('keydown', typed, true);
    return () => window.removeEventListener('keydown', typed, true);
  }, []);

  useScannedCodes();
  useShortcut('confirm', () => press());
  useShortcut('back', () => {
    if (amount === '' && note === '' && stage.kind !== 'refused') return false;
    typeAmount('');
    typeNote('');
    if (stage.kind === 'refused') next();
    focusAmount();
    return true;
  });

  return (
    // A click on a button does its work and gives the focus back to the amount; the keyboard stays where it is.
    <div
      className="hc-collect"
      onClick={(event) => {
        const selecting = window.getSelection()?.isCollapsed === false;
        const byMouse = event.detail > 0;
        if (!byMouse || selecting || document.activeElement?.tagName === 'INPUT') return;
        requestAnimationFrame(() => {
          if (
            !isInDialog(document.activeElement) &&
            document.querySelector('.ant-modal-wrap:not([style*="none"])') === null
          )
            focusAmount();
        });
      }}
    >
      <h1 className="hc-hidden">{words('title')}</h1>
      <div className="hc-collect-left">
        <AmountPad ref={amountField} />
        <PracticeScan />
        <OpenPayments focusAmount={focusAmount} />
      </div>
      <section className="hc-collect-stage" aria-label={words('stage.label')}>
        <SilenceNote key={profileId} />
        <FoundNote key={`found ${profileId}`} />
        <LateArrivals />
        <Stage focusAmount={focusAmount} />
      </section>
    </div>
  );
}
