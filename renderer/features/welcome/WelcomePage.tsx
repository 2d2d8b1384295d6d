import './welcome.css';
import {
  ArrowRightOutlined,
  EditOutlined,
  ExperimentOutlined,
  EyeInvisibleOutlined,
  FileProtectOutlined,
  LinkOutlined,
  SafetyCertificateOutlined,
} from '@ant-design/icons';
import { Segmented } from 'antd';
import { useState, type ReactNode } from 'react';
import { languages, type Language } from '../../../shared/contract/app.ts';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useApp, useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { BrandMark } from '../../components/BrandMark.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { languageNames } from '../settings/languages.ts';
import { useSetup } from '../profiles/setup.ts';

const ways = { practice: <ExperimentOutlined />, file: <FileProtectOutlined />, manual: <EditOutlined /> } as const;
type Way = keyof typeof ways;

const promises: Record<'keychain' | 'hidden' | 'direct', ReactNode> = {
  keychain: <SafetyCertificateOutlined aria-hidden />,
  hidden: <EyeInvisibleOutlined aria-hidden />,
  direct: <LinkOutlined aria-hidden />,
};

/** The first thing a new user sees: three ways to begin, and what happens to the key. */
export function WelcomePage() {
  const words = useWords('profiles');
  const app = useWords('app');
  const { preferences } = useApp();
  const prefer = useConsole((s) => s.prefer);
  const begin = useSetup((s) => s.begin);
  const [busy, setBusy] = useState<Way | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);

  async function ask<T>(way: Way, question: Promise<Answered<T>>): Promise<T | null> {
    setBusy(way);
    const answer = await question;
    setBusy(null);
    setError(!answer.ok && answer.error.code !== 'cancelledDialog' ? answer.error : null);
    return answer.ok ? answer.data : null;
  }
  const start = async (way: Way) => {
    if (way === 'practice') return void (await ask(way, call('practice.enter')));
    const draft = await ask(
      way,
      way === 'file' ? call('profiles.pickFile', { part: 'all' }) : call('profiles.newDraft'),
    );
    if (draft) begin(draft, { settings: false });
    return undefined;
  };

  return (
    <div className="hc-setup">
      <header className="hc-setup-head">
        <BrandMark />
        <span>{app('name')}</span>
        <span className="hc-setup-space" />
        <Segmented<Language>
          value={preferences.language}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChange={(language) => void prefer({ language }).then(setError)}
        />
      </header>
      <main className="hc-setup-body">
        <div className="hc-welcome">
          <h1>{words('welcome.title')}</h1>
          <p className="hc-welcome-lead">{words('welcome.lead')}</p>
          {error && <ErrorNote error={error} onClose={() => setError(null)} />}
          <div className="hc-ways">
            {(Object.keys(ways) as Way[]).map((way) => (
              <button
                key={way}
                type="button"
                className={`hc-card hc-way hc-way-${way}`}
                data-testid={`start-${way}`}
                disabled={busy !== null}
                onClick={() => void start(way)}
              >
                <span className="hc-way-icon" aria-hidden="true">
                  {ways[way]}
                </span>
                <span className="hc-way-title">{words(`welcome.${way}.title`)}</span>
                <span className="hc-way-detail">{words(`welcome.${way}.detail`)}</span>
                <span className="hc-way-action">
                  {words(`welcome.${way}.action`)} <ArrowRightOutlined aria-hidden />
                </span>
              </button>
            ))}
          </div>
          <section className="hc-promises" aria-label={words('welcome.keys.title')}>
            <h2>{words('welcome.keys.title')}</h2>
            <ul>
              {(Object.keys(promises) as (keyof typeof promises)[]).map((promise) => (
                <li key={promise}>
                  {promises[promise]}
                  {words(`welcome.keys.${promise}`)}
                </li>
              ))}
            </ul>
          </section>
        </div>
      </main>
    </div>
  );
}
