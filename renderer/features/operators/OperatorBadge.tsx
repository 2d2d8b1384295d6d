import { LockOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { call } from '../../app/api.ts';
import { keyLabel, useShortcut } from '../../app/shortcuts.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import './operators.css';

const lock = () => void call('session.lock');

/** In the strip at the top: who is signed in, and the way out. Draws nothing where nobody has to sign in. */
export function OperatorBadge() {
  const words = useWords('operators');
  const { operator, needsSignIn, platform } = useApp();
  const { message } = App.useApp();
  useShortcut('lock', () => {
    if (needsSignIn) lock();
    else void message.info(words('lock.nobody'));
  });
  if (!needsSignIn || !operator) return null;
  return (
    <span className="hc-person" aria-label={words('strip.signedIn')} role="group">
      <UserOutlined aria-hidden />
      <span className="hc-person-name" title={operator.name} data-testid="operator-here">
        {operator.name}
      </span>
      <span className="hc-soft">{words(`role.${operator.role}`)}</span>
      <Button
        size="small"
        icon={<LockOutlined aria-hidden />}
        title={`${words('strip.lock')} (${keyLabel('lock', platform === 'darwin')})`}
        aria-label={words('strip.lock')}
        data-testid="lock"
        onClick={lock}
      />
    </span>
  );
}
