import './startup.css';
import { WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { StartupProblem } from '../../../shared/contract/app.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { CopySupport } from '../../components/CopySupport.tsx';
import { CopyText } from '../../components/CopyText.tsx';
import { BackupTable } from './BackupTable.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';

/** Instead of the console while the ledger cannot be opened: what happened, what to do, and the backups. */
export function StartupPage(props: { problem: StartupProblem }) {
  const { problem } = props;
  const words = useWords('startup');
  const [chosen, setChosen] = useState<StartupProblem['backups'][number] | null>(null);
  return (
    <main className="hc-startup">
      <div className="hc-card hc-startup-card">
        <header>
          <WarningFilled aria-hidden />
          <div>
            <h1>{words('title')}</h1>
            <p>{words(`kind.${problem.kind}.title`)}</p>
          </div>
        </header>
        <dl>
          <dt>{words('whatHappened')}</dt>
          <dd>
            {words(`kind.${problem.kind}.what`)} {words('safe')}
          </dd>
          <dt>{words('whatToDo')}</dt>
          <dd>{words(`kind.${problem.kind}.todo`)}</dd>
          <dt>{words('file')}</dt>
          <dd>
            <CopyText text={problem.path} label={words('file')} />
          </dd>
          <dt>{words('detail')}</dt>
          <dd>
            <code>{problem.detail}</code>
          </dd>
        </dl>
        <BackupTable problem={problem} onRestore={setChosen} />
        <footer>
          <CopySupport />
          <Button onClick={() => void call('app.quit')}>{words('quit')}</Button>
        </footer>
      </div>
      {chosen && <RestoreDialog backup={chosen} onClose={() => setChosen(null)} />}
    </main>
  );
}
