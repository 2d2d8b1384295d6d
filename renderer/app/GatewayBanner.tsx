import { useApp } from './store.ts';
import { clockTime } from './times.ts';
import { useWords } from './words.ts';

/** While the gateway does not answer: since when, what still works, what happens when it is back. */
export function GatewayBanner() {
  const words = useWords('app');
  const { health } = useApp();
  if (health.state !== 'down' || health.since === null) return null;
  return (
    <div className="hc-down" role="alert">
      <strong>{words('down.title', { time: clockTime(health.since) })}</strong>
      <span>{words('down.detail')}</span>
      {health.waiting > 0 && <span>{words('down.waiting', { count: health.waiting })}</span>}
    </div>
  );
}
