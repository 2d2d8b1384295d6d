import './CommandPalette.css';
import { Modal } from 'antd';
import { useEffect, useId, useState } from 'react';
import type { ConsoleError } from '../../shared/contract/errors.ts';
import type { SearchHit } from '../../shared/contract/payments.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { Money } from '../components/Money.tsx';
import { StatusTag } from '../components/StatusTag.tsx';
import { call } from './api.ts';
import { looksLikeNumber, matchCommands, useCommands } from './commands.ts';
import { useConsole } from './store.ts';
import { dateTime } from './times.ts';
import { useWords } from './words.ts';

/** Go anywhere, change anything, find any number: typed, chosen with the arrows, run with Enter. */
export function CommandPalette(props: { open: boolean; onClose: () => void; onHelp: () => void }) {
  const words = useWords('app');
  // After a command the focus belongs to where it led; after Esc, to where it was.
  const [ran, setRan] = useState(false);
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      afterClose={() => setRan(false)}
      focusable={{ focusTriggerAfterClose: !ran }}
      footer={null}
      closable={false}
      width={740}
      centered={false}
      style={{ top: 80 }}
      destroyOnHidden
      title={words('palette.title')}
      classNames={{ container: 'hc-palette-box', header: 'hc-hidden' }}
    >
      <Palette
        onRan={() => {
          setRan(true);
          props.onClose();
        }}
        onHelp={props.onHelp}
      />
    </Modal>
  );
}

function Palette(props: { onRan: () => void; onHelp: () => void }) {
  const words = useWords('app');
  const list = useId();
  const go = useConsole((s) => s.go);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [error, setError] = useState<ConsoleError | null>(null);
  const commands = matchCommands(useCommands(props.onHelp), typed);
  const hits = useHits(typed);
  const count = hits.length + commands.length;
  const chosen = Math.min(at, count - 1);

  const show = (paymentId: string) => {
    props.onRan();
    go('transactions', { paymentId });
  };
  const run = async (index: number) => {
    const hit = hits[index];
    if (hit) return show(hit.payment.id);
    const command = commands[index - hits.length];
    if (!command) return undefined;
    const failed = await command.run();
    if (failed) return setError(failed);
    return props.onRan();
  };

  const onKey = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      setAt((chosen + step + count) % count);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      void run(chosen);
    }
  };

  const option = (index: number) => ({
    id: `${list}-${index}`,
    role: 'option',
    tabIndex: -1,
    'aria-selected': index === chosen,
    onMouseMove: () => setAt(index),
    onClick: () => void run(index),
  });

  return (
    <>
      <input
        className="hc-palette-input"
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={count > 0 ? `${list}-${chosen}` : undefined}
        aria-label={words('palette.title')}
        placeholder={words('palette.placeholder')}
        value={typed}
        maxLength={128}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <div id={list} className="hc-palette-list" role="listbox" aria-label={words('palette.title')}>
        {hits.map((hit, index) => (
          <div key={hit.payment.id} className="hc-palette-item" {...option(index)}>
            <Money fen={hit.payment.amount} currency />
            <StatusTag state={hit.payment.state} alert={hit.payment.alert} />
            <span className="hc-palette-number">{hit.text}</span>
            <span className="hc-soft hc-figures">{dateTime(hit.payment.createdAt)}</span>
          </div>
        ))}
        {commands.map((command, index) => (
          <div key={command.id} className="hc-palette-item" {...option(hits.length + index)}>
            {command.text}
          </div>
        ))}
        {count === 0 && (
          <p className="hc-palette-none">{words(looksLikeNumber(typed) ? 'palette.noneFound' : 'palette.empty')}</p>
        )}
      </div>
      <p className="hc-palette-hint">{words('palette.hint')}</p>
    </>
  );
}

const SETTLE_MS = 120;

const NO_HITS = { typed: '', hits: [] as SearchHit[] };

/** Payments with the typed number, asked for once the typing rests; answers to what was typed before are not shown. */
function useHits(typed: string): SearchHit[] {
  const [found, setFound] = useState(NO_HITS);
  const hasProfile = useConsole((s) => s.app?.profile !== null);
  useEffect(() => {
    if (!hasProfile || !looksLikeNumber(typed)) return undefined;
    const search = async () => {
      const answer = await call('payments.search', { text: typed.trim() });
      if (answer.ok) setFound({ typed, hits: answer.data.slice(0, 8) });
    };
    const timer = setTimeout(() => void search(), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed, hasProfile]);
  return found.typed === typed ? found.hits : NO_HITS.hits;
}
