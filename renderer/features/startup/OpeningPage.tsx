import './startup.css';
import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import { languages } from '../../../shared/contract/app.ts';
import { wordsIn } from '../../app/words.ts';

/** An ordinary start is over before anybody reads a word. */
const SHOWN_AFTER_MS = 800;
const LONG_AFTER_MS = 5_000;

/**
 * Stands in for the console while the ledger is opened: a large one may be checked or brought up to date, which takes its
 * time. The chosen language is in the ledger, so both are said.
 */
export function OpeningPage() {
  const [said, setSaid] = useState<'nothing' | 'opening' | 'openingLong'>('nothing');
  useEffect(() => {
    const timers = [
      setTimeout(() => setSaid('opening'), SHOWN_AFTER_MS),
      setTimeout(() => setSaid('openingLong'), LONG_AFTER_MS),
    ];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (said === 'nothing') return null;
  return (
    <main className="hc-centered hc-opening" role="status" data-testid="opening">
      <Spin size="large" />
      {languages.map((language) => (
        <p key={language} lang={language}>
          {wordsIn(language, 'startup')(said)}
        </p>
      ))}
    </main>
  );
}
