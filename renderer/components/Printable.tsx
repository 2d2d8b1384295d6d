import { useEffect, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { create } from 'zustand';
import type { PaperSize } from '../../shared/contract/channels/print.ts';
import type { ChannelOutput } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import { call } from '../app/api.ts';
import './Printable.css';

const useSheet = create<{ sheet: ReactNode; drawn: (() => void) | null }>()(() => ({ sheet: null, drawn: null }));

/**
 * Lays `sheet` out for paper, has it written as a PDF to a place that the person chooses, and takes it away again.
 * The sheet is always black on white, whatever the theme.
 */
export async function savePdf(
  sheet: ReactNode,
  suggestedName: string,
  paper: PaperSize,
): Promise<Answered<ChannelOutput<'print.savePdf'>>> {
  await new Promise<void>((drawn) => useSheet.setState({ sheet, drawn }));
  try {
    return await call('print.savePdf', { suggestedName, paper });
  } finally {
    useSheet.setState({ sheet: null, drawn: null });
  }
}

/** Where the sheet stands while it is printed; on screen it is never seen. Stands once, in the window. */
export function PrintSheet() {
  const { sheet, drawn } = useSheet();
  useEffect(() => {
    if (drawn) requestAnimationFrame(() => drawn());
  }, [drawn]);
  return sheet === null ? null : createPortal(<div className="hc-print-sheet">{sheet}</div>, document.body);
}
