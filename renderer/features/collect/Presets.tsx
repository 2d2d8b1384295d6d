import { Button } from 'antd';
import { useEffect } from 'react';
import type { Preset } from '../../../shared/contract/ways.ts';
import { formatYuan } from '../../../shared/domain/money.ts';
import { useWords, wordsOf } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { useCollect } from './collectStore.ts';
import { useWays } from './waysStore.ts';

/** Fills the fields from a preset; the next Enter, or the next payment code, charges it. */
export function fillIn(preset: Preset): void {
  const ways = useWays.getState();
  useCollect.getState().fillIn(preset);
  if (preset.choice && ways.view?.settings.on.includes(preset.choice)) void ways.choose(preset.choice);
  announce(wordsOf('collect')('preset.used', { name: preset.name }));
}

/** What is sold often, a key each. */
export function Presets() {
  const words = useWords('collect');
  const { view, choosing, await: waitForDigit } = useWays();
  const minutes = useCollect((s) => s.minutes);
  const presets = view?.settings.presets ?? [];

  // A `*` that nobody follows up is forgotten.
  useEffect(() => {
    if (!choosing) return;
    const timer = setTimeout(() => waitForDigit(false), 3_000);
    return () => clearTimeout(timer);
  }, [choosing, waitForDigit]);

  if (presets.length === 0 && minutes === null) return null;
  return (
    <div className="hc-presets" role="group" aria-label={words('preset.label')} data-choosing={choosing}>
      {presets.map((preset, index) => (
        <Button key={preset.id} data-testid="preset" onClick={() => fillIn(preset)}>
          <kbd>*{index + 1}</kbd> {preset.name}
          {preset.amount !== null && <span className="hc-soft hc-figures"> ¥{formatYuan(preset.amount)}</span>}
        </Button>
      ))}
      {minutes !== null && (
        <Button type="text" size="small" onClick={() => useCollect.setState({ minutes: null })}>
          {words('preset.minutes', { count: minutes })} ✕
        </Button>
      )}
      {choosing && (
        <p role="status" className="hc-soft">
          {words('preset.waiting', { count: presets.length })}
        </p>
      )}
    </div>
  );
}
