import './NumberKey.css';
import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useWords } from '../app/words.ts';
import { announce } from './LiveRegion.tsx';

const SHOWN = 8;
const SAID_MS = 1600;

/**
 * A payment's number in a table: its last digits, the whole of it on hover, and a button beside it that copies it. A click
 * on the digits is a click on the row. Not a tab stop, since a table has hundreds; the details panel has one.
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
    <span className="hc-number" title={text}>
      <span>{text.length > SHOWN ? `…${text.slice(-SHOWN)}` : text}</span>
      <button
        type="button"
        tabIndex={-1}
        aria-label={`${words('copy.button')} ${text}`}
        onClick={(event) => {
          event.stopPropagation();
          void copy();
        }}
      >
        {copied ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      </button>
    </span>
  );
}
