import { CheckCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { pageSecrets, type CounterView, type PageSecret } from '../../../shared/contract/counter.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import type { Change } from './useCounter.ts';

/** Secrets go in by a paste and do not come out again; here is only whether they are there. */
export function SecretsCard(props: { view: CounterView; change: Change }) {
  const words = useWords('counter');
  const { message, modal } = App.useApp();
  const { view, change } = props;

  const paste = async (which: PageSecret) => {
    if (await change(call('counter.pasteSecret', { which }))) void message.success(words('secrets.stored'));
  };
  const remove = async (which: PageSecret) => {
    const sure = await modal.confirm({
      title: words('secrets.removeTitle', { name: words(`secrets.${which}`) }),
      content: words('secrets.removeDetail'),
      okText: words('secrets.remove'),
      okButtonProps: { danger: true },
      cancelText: words('secrets.keep'),
      autoFocusButton: 'cancel',
    });
    if (sure && (await change(call('counter.removeSecret', { which })))) void message.success(words('secrets.removed'));
  };

  return (
    <section className="hc-card hc-counter-card" aria-label={words('secrets.title')}>
      <header>
        <div>
          <h2>{words('secrets.title')}</h2>
          <p className="hc-soft">{words('secrets.detail')}</p>
        </div>
      </header>
      <ul className="hc-counter-secrets">
        {pageSecrets.map((which) => (
          <li key={which} data-testid={`secret-${which}`} data-there={view.secrets[which]}>
            <span>{words(`secrets.${which}`)}</span>
            <span className={view.secrets[which] ? 'hc-level-good' : 'hc-level-skipped'}>
              {view.secrets[which] ? <CheckCircleFilled aria-hidden /> : <MinusCircleOutlined aria-hidden />}{' '}
              {words(view.secrets[which] ? 'secrets.present' : 'secrets.missing')}
            </span>
            <span className="hc-counter-acts">
              {view.secrets[which] && (
                <Button
                  type="text"
                  danger
                  aria-label={`${words('secrets.remove')} ${words(`secrets.${which}`)}`}
                  onClick={() => void remove(which)}
                >
                  {words('secrets.remove')}
                </Button>
              )}
              <Button
                aria-label={`${words(view.secrets[which] ? 'secrets.replace' : 'secrets.paste')} ${words(`secrets.${which}`)}`}
                onClick={() => void paste(which)}
              >
                {words(view.secrets[which] ? 'secrets.replace' : 'secrets.paste')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
