import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LockOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { GatewayHealth } from '../../shared/contract/app.ts';
import type { ProfileView } from '../../shared/contract/profiles.ts';
import { OperatorBadge } from '../features/operators/OperatorBadge.tsx';
import { maskId } from './mask.ts';
import { useApp } from './store.ts';
import { clockTime, roughDuration } from './times.ts';
import { useWords } from './words.ts';

/** A PC clock that is off by more than this may put a payment on the wrong day. */
const CLOCK_LIMIT_MS = 60_000;

/** Always in sight: which merchant and till, live or practice, whether the gateway answers, what must be seen to. */
export function StatusStrip(props: { profile: ProfileView }) {
  const { profile } = props;
  const words = useWords('app');
  const { environment, preferences, health } = useApp();
  return (
    <header className="hc-strip" aria-label={words('strip.label')}>
      <div className="hc-strip-merchant">
        <span className="hc-strip-name" title={profile.name}>
          {profile.name}
        </span>
        <span className="hc-strip-id">
          {words('strip.merchant')} {maskId(profile.huifuId)}
        </span>
      </div>
      <span className={`hc-env hc-env-${environment}`}>{words(`strip.${environment}`)}</span>
      <span className="hc-strip-till">{words('strip.till', { till: preferences.till })}</span>
      <OperatorBadge />
      <span className="hc-strip-space" />
      <ClockWarning aheadMs={health.clockAheadMs} />
      {profile.keyState !== 'present' && <KeyWarning state={profile.keyState} />}
      <Gateway health={health} />
    </header>
  );
}

const gatewayIcons: Record<GatewayHealth['state'], ReactNode> = {
  up: <CheckCircleFilled aria-hidden />,
  down: <CloseCircleFilled aria-hidden />,
  unknown: <MinusCircleOutlined aria-hidden />,
};

function Gateway(props: { health: GatewayHealth }) {
  const { health } = props;
  const words = useWords('app');
  const details = [
    health.lastAnswerAt !== null && words('strip.lastAnswer', { time: clockTime(health.lastAnswerAt) }),
    health.waiting > 0 && words('strip.waiting', { count: health.waiting }),
  ].filter((text) => text !== false);
  return (
    <div className="hc-gateway">
      <span className={`hc-gateway-state hc-gateway-${health.state}`}>
        {gatewayIcons[health.state]}
        {words(`strip.${health.state}`)}
      </span>
      {details.length > 0 && <span className="hc-gateway-detail">{details.join(' · ')}</span>}
    </div>
  );
}

/** `aheadMs`: how far the gateway's clock is ahead of this PC's; positive means that this PC is slow. */
function ClockWarning(props: { aheadMs: number | null }) {
  const words = useWords('app');
  const { aheadMs } = props;
  if (aheadMs === null || Math.abs(aheadMs) <= CLOCK_LIMIT_MS) return null;
  const { unit, count } = roughDuration(aheadMs);
  const amount = words(`duration.${unit}`, { count });
  return (
    <Warning
      icon={<ClockCircleOutlined aria-hidden />}
      text={words(aheadMs > 0 ? 'strip.clockSlow' : 'strip.clockFast', { amount })}
      hint={words('strip.clockHint')}
    />
  );
}

function KeyWarning(props: { state: 'missing' | 'unavailable' }) {
  const words = useWords('app');
  const missing = props.state === 'missing';
  return (
    <Warning
      bad
      icon={<LockOutlined aria-hidden />}
      text={words(missing ? 'strip.keyMissing' : 'strip.keyUnavailable')}
      hint={words(missing ? 'strip.keyMissingHint' : 'strip.keyUnavailableHint')}
    />
  );
}

function Warning(props: { icon: ReactNode; text: string; hint: string; bad?: boolean }) {
  return (
    <Tooltip title={props.hint} trigger={['hover', 'focus', 'click']}>
      <button type="button" className={`hc-strip-warn ${props.bad ? 'hc-strip-bad' : ''}`}>
        {props.icon}
        {props.text}
      </button>
    </Tooltip>
  );
}
