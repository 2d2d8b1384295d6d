import './counter.css';
import { Button } from 'antd';
import { useState } from 'react';
import type { ReadinessFinding } from '../../../shared/contract/counter.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { advice } from '../../../shared/i18n/advice.ts';
import type { WordKey } from '../../../shared/i18n/index.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { hasWord, useLanguage, useWords, type Words } from '../../app/words.ts';
import { Advice } from '../../components/Advice.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { QrCode } from '../../components/QrCard.tsx';
import { levelIcons } from '../profiles/CheckList.tsx';
import { WechatUserCard } from './WechatUserCard.tsx';

/** Settings › 收款准备: what Huifu has set up for the merchant, in words, with what to do. */
export function ReadinessSection() {
  const words = useWords('counter');
  const language = useLanguage();
  const { profile } = useApp();
  const [findings, setFindings] = useState<ReadinessFinding[] | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);

  const check = async () => {
    setBusy(true);
    setCopied(false);
    const answer = await call('counter.readiness');
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    if (answer.ok) setFindings(answer.data);
  };
  const copy = async () => {
    const head = `${words('readiness.title')} · ${profile?.name ?? ''} ${profile?.huifuId ?? ''}`;
    const lines = (findings ?? []).map((one) => {
      const todo = one.advice === null ? '' : ` → ${advice[one.advice][language]}`;
      return `[${words(`readiness.levels.${one.level}`)}] ${words(`readiness.topics.${one.topic}`)}: ${said(words, one)}${todo}`;
    });
    const answer = await call('app.copyText', { text: [head, ...lines].join('\n').slice(0, 4_000) });
    setCopied(answer.ok);
    if (answer.ok) announce(words('readiness.copied'));
  };

  return (
    <div className="hc-counter">
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <section className="hc-card hc-counter-card" aria-label={words('readiness.title')}>
        <header>
          <div>
            <h2>{words('readiness.title')}</h2>
            <p className="hc-soft">{words('readiness.detail')}</p>
          </div>
          <span className="hc-counter-acts">
            {findings && (
              <Button onClick={() => void copy()}>{words(copied ? 'readiness.copied' : 'readiness.copy')}</Button>
            )}
            <Button type="primary" data-testid="readiness-check" loading={busy} onClick={() => void check()}>
              {words(busy ? 'readiness.checking' : findings ? 'readiness.again' : 'readiness.check')}
            </Button>
          </span>
        </header>
        {findings ? (
          <div role="status">
            <ul className="hc-findings hc-readiness">
              {findings.map((finding) => (
                <Finding key={finding.topic} finding={finding} />
              ))}
            </ul>
          </div>
        ) : (
          <EmptyState title={words('readiness.never')} />
        )}
      </section>
      <WechatUserCard />
    </div>
  );
}

function Finding({ finding }: { finding: ReadinessFinding }) {
  const words = useWords('counter');
  const { topic, level, raw } = finding;
  const qrCode = String(finding.params['qrCode'] ?? '');
  return (
    <li className={`hc-level-${level}`} data-testid={`readiness-${topic}`} data-level={level}>
      {levelIcons[level]}
      <div>
        <h2>
          {words(`readiness.topics.${topic}`)}{' '}
          <span className="hc-finding-level">{words(`readiness.levels.${level}`)}</span>
        </h2>
        <p>{said(words, finding)}</p>
        {finding.advice !== null && (
          <div className="hc-readiness-advice">
            <p className="hc-soft">{words('readiness.todo')}</p>
            <Advice of={finding.advice} />
          </div>
        )}
        {/^https?:\/\/|^weixin:/.test(qrCode) && (
          <figure className="hc-readiness-code">
            <QrCode text={qrCode} label={words('readiness.qrCode')} />
            <figcaption>{words('readiness.qrCode')}</figcaption>
          </figure>
        )}
        {raw.length > 0 && (
          <details className="hc-readiness-raw">
            <summary>{words('readiness.raw')}</summary>
            <dl>
              {raw.map(({ name, value }) => (
                <div key={name}>
                  <dt>
                    <code>{name}</code>
                  </dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </li>
  );
}

/** The topic's own sentence, or the one that all share where there was no answer to read. */
function said(words: Words<'counter'>, { topic, outcome, params }: ReadinessFinding): string {
  const own = `readiness.${topic}.${outcome}`;
  const key = hasWord('counter', own) ? own : (`readiness.lookup.${outcome}` as WordKey<'counter'>);
  return words(key, params);
}
