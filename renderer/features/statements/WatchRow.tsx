import { FolderOpenOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { WatchedFolder } from '../../../shared/contract/statements.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';

/** The folder that statements are taken from by themselves. */
export function WatchRow(props: { watch: WatchedFolder; onError: (error: ConsoleError | null) => void }) {
  const { folder, state } = props.watch;
  const words = useWords('statements');
  const change = async (watch: boolean) => {
    const answer = await call('statements.watchFolder', { watch });
    props.onError(answer.ok ? null : answer.error);
  };
  return (
    <div className="hc-stm-watch" data-testid="watch-folder">
      <FolderOpenOutlined aria-hidden />
      <span className={state === 'missing' ? 'hc-stm-bad' : ''}>
        <b>{words('watch.title')}</b> {words(`watch.${state}`, { folder })}
      </span>
      <Button size="small" onClick={() => void change(true)}>
        {words('watch.choose')}
      </Button>
      {state !== 'off' && (
        <Button size="small" onClick={() => void change(false)}>
          {words('watch.stop')}
        </Button>
      )}
    </div>
  );
}
