import './help.css';
import { Button, Modal } from 'antd';
import { useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { useExplain } from '../explain/explainStore.ts';
import { useSetup } from '../profiles/setup.ts';
import { KeyTable } from './KeyTable.tsx';

/** F1: what the view on screen is for, and the keys. Needs no network. */
export function HelpDialog(props: { open: boolean; onClose: () => void }) {
  const words = useWords('app');
  const route = useConsole((s) => s.route);
  const hasProfile = useConsole((s) => s.app?.profile !== null);
  const settingUp = useSetup((s) => s.stage !== 'idle');
  const own = useWords('explain');
  const browse = useExplain((s) => s.browse);
  const topic = settingUp || !hasProfile ? 'setup' : route;
  return (
    <Modal
      open={props.open}
      onCancel={props.onClose}
      width={560}
      title={`${words('help.title')} · ${words(`help.topics.${topic}.title`)}`}
      footer={
        <Button type="primary" autoFocus onClick={props.onClose}>
          {words('help.close')}
        </Button>
      }
    >
      <p>{words(`help.topics.${topic}.body`)}</p>
      <p>
        <Button
          onClick={() => {
            props.onClose();
            browse();
          }}
          data-testid="help-explain"
        >
          {own('all')}
        </Button>
      </p>
      <h2 className="hc-help-heading">{words('help.keys')}</h2>
      <KeyTable />
      <p className="hc-soft">{words('help.more')}</p>
    </Modal>
  );
}
