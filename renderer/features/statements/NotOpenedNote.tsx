import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';

/** Statements are not opened: what that means, the words for Huifu, and a way to look again that costs no query. */
export function NotOpenedNote(props: { onError: (error: ConsoleError | null) => void }) {
  const words = useWords('statements');
  const { profile } = useApp();
  const { message } = App.useApp();
  const [said, setSaid] = useState('');
  const text = words('notOpenedText', { huifuId: profile?.huifuId ?? '' });

  const copy = async () => {
    const answer = await call('app.copyText', { text });
    if (answer.ok) void message.success(words('action.copied'));
    else props.onError(answer.error);
  };
  const check = async () => {
    const answer = await call('statements.checkOpened');
    if (!answer.ok) return props.onError(answer.error);
    const { opened } = answer.data;
    const told = words(opened === null ? 'opened.unknown' : opened ? 'opened.yes' : 'opened.no');
    setSaid(told);
    announce(told);
  };
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="not-opened"
      title={words('stateDetail.notOpened')}
      description={
        <>
          <p className="hc-stm-copytext">{text}</p>
          <div className="hc-stm-acts">
            <Button size="small" onClick={() => void copy()}>
              {words('action.copyForHuifu')}
            </Button>
            <Button size="small" onClick={() => void check()}>
              {words('action.checkOpened')}
            </Button>
            <span>{said}</span>
          </div>
        </>
      }
    />
  );
}
