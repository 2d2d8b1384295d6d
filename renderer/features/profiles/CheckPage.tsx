import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { CheckFinding } from '../../../shared/contract/profiles.ts';
import type { Answered } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { CheckList, levelIcons } from './CheckList.tsx';
import { useSetup } from './setup.ts';
import { SetupShell } from './SetupShell.tsx';

type Summary = 'good' | 'warning' | 'bad';

function summarise(findings: CheckFinding[]): Summary {
  if (findings.some((finding) => finding.level === 'bad')) return 'bad';
  return findings.some((finding) => finding.level !== 'good') ? 'warning' : 'good';
}

/** Tries a saved profile for real and says what it found, each with what to do. */
export function CheckPage(props: { profileId: string }) {
  const [turn, setTurn] = useState(0);
  return <CheckTurn key={turn} profileId={props.profileId} onAgain={() => setTurn(turn + 1)} />;
}

function CheckTurn(props: { profileId: string; onAgain: () => void }) {
  const { profileId, onAgain } = props;
  const words = useWords('profiles');
  const { fromSettings, end } = useSetup();
  const go = useConsole((s) => s.go);
  const [answer, setAnswer] = useState<Answered<CheckFinding[]> | null>(null);
  useEffect(() => void call('profiles.check', { profileId }).then(setAnswer), [profileId]);
  const findings = answer?.ok ? answer.data : null;
  const error = answer && !answer.ok ? answer.error : null;

  const summary = findings && summarise(findings);
  useEffect(() => {
    if (summary) announce(words(`check.summary.${summary}`));
  }, [summary, words]);

  const leave = () => {
    end();
    go(fromSettings ? 'settings' : 'collect', fromSettings ? { section: 'profiles' } : {});
  };
  const edit = () => {
    end();
    go('settings', { section: 'profiles', editProfileId: profileId });
  };
  useShortcut('back', leave);
  useShortcut('confirm', () => (summary ? leave() : false));

  const bad = summary === 'bad' || error !== null;
  return (
    <SetupShell
      title={words('check.title')}
      lead={words('check.lead')}
      foot={
        <>
          <Button onClick={onAgain} disabled={!answer}>
            {words('check.again')}
          </Button>
          <Button onClick={edit}>{words('check.edit')}</Button>
          <span className="hc-setup-state" />
          <Button type={bad ? 'default' : 'primary'} size="large" onClick={leave}>
            {words(fromSettings ? 'check.done' : bad ? 'check.continueAnyway' : 'check.continue')}
          </Button>
        </>
      }
    >
      {error && <ErrorNote error={error} onRetry={onAgain} />}
      {!answer && (
        <div className="hc-card hc-check-running" role="status">
          <Spin /> {words('check.running')}
        </div>
      )}
      {findings && summary && (
        <section className="hc-card hc-check">
          <p className={`hc-check-summary hc-level-${summary}`} role="status">
            {levelIcons[summary]}
            {words(`check.summary.${summary}`)}
          </p>
          <CheckList findings={findings} />
        </section>
      )}
    </SetupShell>
  );
}
