import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useShortcut } from '../../app/shortcuts.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { useClosing } from './closingStore.ts';
import { RealResult } from './RealResult.tsx';

/** “Is this payment real?”: scan or type a number from the customer's phone; the answer cannot be mistaken. */
export function RealTab() {
  const words = useWords('closing');
  const { checked, checking, check, clearCheck } = useClosing();
  const [text, setText] = useState('');
  const field = useRef<InputRef>(null);
  const focus = () => field.current?.focus({ cursor: 'all' });
  useEffect(focus, []);
  useShortcut('focusSearch', focus);

  // The field is free for the next scan as soon as the answer stands.
  const ask = async (what: string) => {
    await check(what);
    focus();
  };

  return (
    <div className="hc-closing-real">
      <h2>{words('real.title')}</h2>
      <p className="hc-soft">{words('real.hint')}</p>
      <form
        className="hc-closing-ask"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(text);
        }}
      >
        <Input
          ref={field}
          size="large"
          value={text}
          maxLength={128}
          allowClear
          placeholder={words('real.placeholder')}
          aria-label={words('real.label')}
          data-testid="real-input"
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="primary" size="large" htmlType="submit" loading={checking} disabled={text.trim().length < 4}>
          {words(checking ? 'real.checking' : 'real.check')}
        </Button>
      </form>
      {checked?.error && <ErrorNote error={checked.error} onRetry={() => void ask(checked.text)} />}
      {checked?.answer && (
        <RealResult
          key={checked.turn}
          answer={checked.answer}
          text={checked.text}
          busy={checking}
          onAgain={() => void ask(checked.text)}
          onNext={() => {
            clearCheck();
            setText('');
            focus();
          }}
        />
      )}
    </div>
  );
}
