import './explain.css';
import { LeftOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { CodeEntry } from '../../../shared/contract/closing.ts';
import { call } from '../../app/api.ts';
import { useLanguage, useWords } from '../../app/words.ts';
import { StatusTag } from '../../components/StatusTag.tsx';
import { stateOf, type Situation } from '../payment/explain.ts';
import { closeEntries, codeEntry, matching, situationEntries, type Entry, type Group } from './entries.ts';
import { useExplain, type Topic } from './explainStore.ts';

const groups: Group[] = ['situations', 'closes', 'codes'];

/** What a state, a result or a code means, in five sentences; behind it the list of all of them. Needs no network. */
export function ExplainDialog() {
  const words = useWords('explain');
  const { open, topic, close } = useExplain();
  return (
    <Modal
      open={open}
      onCancel={close}
      width={640}
      destroyOnHidden
      title={words(topic ? 'title' : 'browse')}
      footer={null}
      data-testid="explain-dialog"
    >
      {topic ? <One key={JSON.stringify(topic)} topic={topic} /> : <Everything />}
    </Modal>
  );
}

function useEntryWords() {
  const explain = useWords('explain');
  const payments = useWords('payments');
  const language = useLanguage();
  return useMemo(() => ({ explain, payments, language }), [explain, payments, language]);
}

function One({ topic }: { topic: Topic }) {
  const words = useEntryWords();
  const browse = useExplain((s) => s.browse);
  const [row, setRow] = useState<CodeEntry | null>(null);
  useEffect(() => {
    if (topic.kind !== 'code') return;
    void call('closing.code', { code: topic.code, text: topic.text }).then((answer) => {
      if (answer.ok) setRow(answer.data);
    });
  }, [topic]);

  const entry = useMemo(() => {
    if (topic.kind === 'code') return row && codeEntry(row, words, topic.text);
    const all = topic.kind === 'situation' ? situationEntries(words) : closeEntries(words);
    return all.find((one) => one.topic.kind !== 'code' && 'id' in one.topic && one.topic.id === topic.id) ?? null;
  }, [topic, row, words]);

  return (
    <>
      {entry && <Sentences entry={entry} />}
      <p className="hc-explain-more">
        <Button type="link" icon={<LeftOutlined />} onClick={browse}>
          {words.explain('all')}
        </Button>
      </p>
    </>
  );
}

function Sentences({ entry }: { entry: Entry }) {
  const words = useWords('explain');
  return (
    <div data-testid="explain-entry">
      <Title entry={entry} />
      <dl className="hc-explain hc-explain-wide">
        {entry.topic.kind !== 'situation' && (
          <div>
            <dt>{words('means')}</dt>
            <dd>{entry.means}</dd>
          </div>
        )}
        <div>
          <dt>{words('mayChange')}</dt>
          <dd>{entry.mayChange}</dd>
        </div>
        <div>
          <dt>{words('todo')}</dt>
          <dd>{entry.todo}</dd>
        </div>
        <div className="hc-explain-never">
          <dt>{words('never')}</dt>
          <dd>{entry.never}</dd>
        </div>
        <div>
          <dt>{words('call')}</dt>
          <dd>{entry.call}</dd>
        </div>
      </dl>
    </div>
  );
}

function Title({ entry }: { entry: Entry }) {
  return (
    <p className="hc-explain-title">
      {entry.topic.kind === 'situation' && <SituationTag id={entry.topic.id} />}
      {entry.topic.kind === 'code' ? <code>{entry.title}</code> : <strong>{entry.title}</strong>}
      {entry.detail !== '' && <span className="hc-soft">{entry.detail}</span>}
    </p>
  );
}

function SituationTag({ id }: { id: Situation }) {
  const { state, alert } = stateOf(id);
  return <StatusTag state={state} alert={alert} />;
}

function Everything() {
  const words = useEntryWords();
  const explain = useExplain((s) => s.explain);
  const [typed, setTyped] = useState('');
  const [codes, setCodes] = useState<CodeEntry[]>([]);
  useEffect(() => {
    void call('closing.codes').then((answer) => {
      if (answer.ok) setCodes(answer.data);
    });
  }, []);
  const all = useMemo(
    () => [...situationEntries(words), ...closeEntries(words), ...codes.map((row) => codeEntry(row, words))],
    [words, codes],
  );
  const found = matching(all, typed);
  const { explain: own } = words;
  return (
    <>
      <Input
        autoFocus
        allowClear
        value={typed}
        maxLength={64}
        placeholder={own('search')}
        aria-label={own('search')}
        data-testid="explain-search"
        onChange={(event) => setTyped(event.target.value)}
      />
      <div className="hc-explain-list">
        {found.length === 0 && <p className="hc-soft">{own('none')}</p>}
        {groups.map((group) => {
          const rows = found.filter((entry) => entry.group === group);
          if (rows.length === 0) return null;
          return (
            <section key={group}>
              <h3>{own(`group.${group}`)}</h3>
              <ul>
                {rows.map((entry) => (
                  <li key={entry.key}>
                    <button type="button" data-testid="explain-row" onClick={() => explain(entry.topic)}>
                      <Title entry={entry} />
                      {entry.topic.kind !== 'situation' && <span className="hc-soft">{entry.means}</span>}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
