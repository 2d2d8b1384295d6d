import './CopyText.css';
import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '../app/api.ts';
import { useWords } from '../app/words.ts';
import { announce } from './LiveRegion.tsx';

const SHOWN_MS = 1600;

/**
 * A number or text that one click, Enter or Space copies. Shows `children` (or the text itself) and, for a moment, that
 * it was copied. `label` names what is copied for a screen reader.
 */
export function CopyText(props: { text: string; label?: string; children?: ReactNode }) {
  const words = useWords('app');
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (state === 'idle') return undefined;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = async () => {
    const answer = await call('app.copyText', { text: props.text });
    setState(answer.ok ? 'copied' : 'failed');
    announce(words(answer.ok ? 'copy.done' : 'copy.failed'));
  };

  return (
    <button
      type="button"
      className={`hc-copy hc-copy-${state}`}
      title={props.text}
      aria-label={`${words('copy.button')} ${props.label ?? ''} ${props.text}`}
      onClick={() => void copy()}
    >
      <span className="hc-copy-text">{props.children ?? props.text}</span>
      {state === 'copied' ? <CheckOutlined aria-hidden /> : <CopyOutlined aria-hidden />}
      {state !== 'idle' && (
        <span className="hc-copy-said">{words(state === 'copied' ? 'copy.done' : 'copy.failed')}</span>
      )}
    </button>
  );
}
