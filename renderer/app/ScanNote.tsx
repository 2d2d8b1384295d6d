import './ScanNote.css';
import { ScanOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { create } from 'zustand';
import { maskPaymentCode, readPaymentCode } from '../../shared/domain/paymentCode.ts';
import type { Scan } from './scanner.ts';
import { useScanner } from './scanListener.ts';
import { useWords, wordsOf } from './words.ts';

const SHOWN_MS = 8_000;

/** What became of the last scan, where it was nothing. */
const useNote = create<{ note: { text: string } | null }>()(() => ({ note: null }));

/** Says what was scanned and why nothing came of it. */
export function sayScan(text: string | null): void {
  useNote.setState({ note: text === null ? null : { text } });
}

/** A wrong code by its name; `null` for a payment code. */
export function wrongCode(scan: Scan): string | null {
  const words = wordsOf('collect');
  const wallet = readPaymentCode(scan.text);
  return wallet.ok ? null : words(`scan.wrong.${wallet.error}`, { shown: maskPaymentCode(scan.text) });
}

/** Whether a dialog lies over the view: what is scanned then is not meant for the view beneath. */
export function isCovered(): boolean {
  return [...document.querySelectorAll('[role="dialog"][aria-modal="true"]')].some((one) => one.checkVisibility());
}

/** Listens for scans in the whole window, and shows in the lower corner what was wrong with one. Stands once, in the frame. */
export function ScanNote() {
  const words = useWords('collect');
  const { note } = useNote();
  useScanner((scan) => sayScan(wrongCode(scan) ?? words(isCovered() ? 'scan.covered' : 'scan.elsewhere')));
  useEffect(() => {
    if (note === null) return;
    const timer = setTimeout(() => sayScan(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [note]);
  if (note === null) return null;
  return (
    <div className="hc-scan-note" role="alert" data-testid="scan-note">
      <ScanOutlined aria-hidden />
      <p>{note.text}</p>
      <Button size="small" onClick={() => sayScan(null)}>
        {words('scan.seen')}
      </Button>
    </div>
  );
}
