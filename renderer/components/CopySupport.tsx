import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useWords } from '../app/words.ts';
import { announce } from './LiveRegion.tsx';

/** Puts the masked account for support on the clipboard: of one error, or of the console as a whole. */
export function CopySupport(props: { supportId?: string; size?: 'small' | 'middle' }) {
  const words = useWords('errors');
  const [state, setState] = useState<'copy' | 'copied' | 'notCopied'>('copy');
  const copy = async () => {
    const answer = await call('app.copySupport', props.supportId ? { supportId: props.supportId } : {});
    const next = answer.ok ? 'copied' : 'notCopied';
    setState(next);
    announce(words(`support.${next}`));
  };
  return (
    <Button size={props.size ?? 'middle'} onClick={() => void copy()}>
      {words(`support.${state}`)}
    </Button>
  );
}
