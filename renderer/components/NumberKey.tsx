import './NumberKey.css';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useWords } from '../app/words.ts';
import { announce } from './LiveRegion.tsx';

const SHOWN = 8;
const SAID_MS = 1600;

/**
 * A payment's number in a table: its last digits, the whole of it on hover, copied by a click. Not a tab stop, since a
 * table has hundreds; the details panel has the same number with one.
 */
export function NumberKey(props: { text: string | null }) {
  const words = useWords('app');
  const [copied, setCopied] = useState(false);
  const { text } = props;
  if (text === null) return <span className="hc-soft">—</span>;

  const copy = async () => {
    const answer = await call('app.copyText', { text });
    announce(words(answer.ok ? 'copy.done' : 'copy.failed'));
    if (!answer.ok) return;
    setCopied(true);
    setTimeout(() => setCopied(false), SAID_MS);
  };

  return (
    <button
      type="button"
      tabIndex={-1}
      className="hc-number"
      title={text}
      aria-label={text}
      onClick={(event) => {
        event.stopPropagation();
        void copy();
      }}
    >
      {copied ? words('copy.done') : text.length > SHOWN ? `…${text.slice(-SHOWN)}` : text}
    </button>
  );
}
