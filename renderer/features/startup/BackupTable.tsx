import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { StartupProblem } from '../../../shared/contract/app.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';

type Backup = StartupProblem['backups'][number];

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** The backups, newest first; only sound ones can be restored. */
export function BackupTable(props: { problem: StartupProblem; onRestore: (backup: Backup) => void }) {
  const words = useWords('startup');
  const backups = props.problem.backups.toSorted((a, b) => b.at - a.at);
  const newest = backups.find((backup) => backup.sound);
  const ledgerIsWhole = props.problem.kind === 'future' || props.problem.kind === 'full';
  return (
    <section aria-label={words('backups.title')}>
      <h2>{words('backups.title')}</h2>
      {backups.length === 0 ? (
        <p className="hc-soft">{words(ledgerIsWhole ? 'backups.notNeeded' : 'backups.none')}</p>
      ) : (
        <table className="hc-backups">
          <thead>
            <tr>
              <th scope="col">{words('backups.at')}</th>
              <th scope="col" className="hc-right">
                {words('backups.payments')}
              </th>
              <th scope="col" className="hc-right">
                {words('backups.size')}
              </th>
              <th scope="col">{words('backups.check')}</th>
              <th scope="col">
                <span className="hc-hidden">{words('backups.restore')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.name}>
                <td>
                  {dateTime(backup.at)}
                  {backup === newest && <span className="hc-backup-newest">{words('backups.newest')}</span>}
                </td>
                <td className="hc-right">{backup.payments}</td>
                <td className="hc-right">{megabytes(backup.bytes)}</td>
                <td className={backup.sound ? 'hc-backup-sound' : 'hc-backup-unsound'}>
                  {backup.sound ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}{' '}
                  {words(backup.sound ? 'backups.sound' : 'backups.unsound')}
                </td>
                <td className="hc-right">
                  {backup.sound && (
                    <Button
                      size="small"
                      type={backup === newest ? 'primary' : 'default'}
                      aria-label={`${words('backups.restore')} ${dateTime(backup.at)}`}
                      onClick={() => props.onRestore(backup)}
                    >
                      {words('backups.restore')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
