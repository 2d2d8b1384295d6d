import { useState } from 'react';
import { PrintSheet } from '../components/Printable.tsx';
import { ExplainDialog } from '../features/explain/ExplainDialog.tsx';
import { HelpDialog } from '../features/help/HelpDialog.tsx';
import { KeyList } from '../features/help/KeyList.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { ScanNote } from './ScanNote.tsx';
import { useShortcut } from './shortcuts.ts';

/** What lies over the view when a key asks for it: the command palette, help, the list of keys. */
export function Overlays() {
  const [open, setOpen] = useState<'palette' | 'help' | 'keys' | null>(null);
  useShortcut('palette', () => setOpen('palette'));
  useShortcut('help', () => setOpen('help'));
  useShortcut('keyList', () => setOpen('keys'));
  // One may have opened another: it then closes only itself.
  const close = (name: typeof open) => () => setOpen((now) => (now === name ? null : now));
  return (
    <>
      <CommandPalette open={open === 'palette'} onClose={close('palette')} onHelp={() => setOpen('help')} />
      <HelpDialog open={open === 'help'} onClose={close('help')} />
      <ExplainDialog />
      <PrintSheet />
      <ScanNote />
      <KeyList open={open === 'keys'} onClose={close('keys')} />
    </>
  );
}
