import { Button } from 'antd';
import { useEffect, useId, useRef, type KeyboardEvent, type Ref } from 'react';
import { formatYuan } from '../../../shared/domain/money.ts';
import { cleanGoodsText } from '../../../shared/domain/goodsText.ts';
import { useBursting } from '../../app/scanListener.ts';
import { useWords } from '../../app/words.ts';
import { readAmount, readNote, type AmountReading } from './amountEntry.ts';
import { useCollect } from './collectStore.ts';
import { fillIn, Presets } from './Presets.tsx';
import { WayChooser } from './WayChooser.tsx';
import { nextChoice, presetAt, useWays } from './waysStore.ts';

/** Enter of a person, not of an input method that is composing, and not one held down. */
function isEnter(event: KeyboardEvent): boolean {
  return (
    event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229 && !event.ctrlKey && !event.metaKey
  );
}

/** `+` takes the next way; `*` and a digit fill in a preset: signs that every numeric keypad has, and no amount. */
function takeWayKey(key: string): boolean {
  const { view, choosing, choose, await: waitForDigit } = useWays.getState();
  if (choosing) {
    waitForDigit(false);
    const preset = presetAt(view, key);
    if (preset) fillIn(preset);
    return preset !== null;
  }
  const next = key === '+' ? nextChoice(view) : null;
  if (next) void choose(next);
  if (key === '*' && (view?.settings.presets.length ?? 0) > 0) waitForDigit(true);
  return key === '+' || key === '*';
}

/** Amount and note: everything that taking a payment needs, by the numeric keypad alone. */
export function AmountPad(props: { ref: React.RefObject<HTMLInputElement | null> }) {
  const words = useWords('collect');
  const { amount, note, pressed, typeAmount, typeNote, press } = useCollect();
  const noteField = useRef<HTMLInputElement>(null);
  const [amountHint, noteHint] = [useId(), useId()];
  const reading = readAmount(amount);
  const noteProblem = readNote(note);
  const bursting = useBursting((s) => s.bursting);
  const wrong = useProblemText(reading, pressed);
  const problem = bursting ? null : wrong;
  const { ref } = props;
  const view = useWays((s) => s.view);
  const presets = view?.settings.presets.length ?? 0;

  useEffect(() => ref.current?.focus(), [ref]);

  return (
    <div className="hc-pad">
      <WayChooser focusAmount={() => ref.current?.focus()} />
      <label className="hc-pad-label" htmlFor="hc-amount">
        {words('amount.label')}
      </label>
      <div className={`hc-pad-amount${problem ? ' hc-pad-wrong' : ''}`}>
        <span aria-hidden="true">¥</span>
        <input
          id="hc-amount"
          ref={ref as Ref<HTMLInputElement>}
          data-testid="amount-input"
          data-scan="code"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          placeholder={words('amount.placeholder')}
          aria-invalid={problem !== null}
          aria-describedby={amountHint}
          value={amount}
          onChange={(event) => typeAmount(event.target.value)}
          onKeyDown={(event) => {
            if (takeWayKey(event.key)) event.preventDefault();
            else if (isEnter(event)) {
              event.preventDefault();
              if (!event.repeat) press();
            } else if (event.key === '/') {
              event.preventDefault();
              noteField.current?.focus();
            }
          }}
        />
      </div>
      <div id={amountHint} className="hc-pad-hint">
        {problem ? (
          <span role="alert" className="hc-pad-problem">
            {problem}
          </span>
        ) : (
          reading.kind === 'amount' && (
            <span className="hc-figures">{words('amount.read', { amount: formatYuan(reading.fen) })}</span>
          )
        )}
        {reading.kind === 'problem' && reading.plain !== null && (
          <Button size="small" tabIndex={-1} onClick={press}>
            {words('amount.usePlain', { plain: reading.plain })}
          </Button>
        )}
      </div>

      <label className="hc-pad-label" htmlFor="hc-note">
        {words('note.label')} <span className="hc-soft">{words('note.optional')}</span>
      </label>
      <input
        id="hc-note"
        ref={noteField}
        className={`hc-pad-note${noteProblem ? ' hc-pad-wrong' : ''}`}
        data-testid="note-input"
        data-scan="code"
        autoComplete="off"
        maxLength={200}
        placeholder={words('note.placeholder')}
        aria-invalid={noteProblem !== null}
        aria-describedby={noteHint}
        value={note}
        onChange={(event) => typeNote(event.target.value)}
        onKeyDown={(event) => {
          if (!isEnter(event)) return;
          event.preventDefault();
          if (event.repeat) return;
          press();
          ref.current?.focus();
        }}
      />
      <div id={noteHint} className="hc-pad-hint">
        {noteProblem ? (
          <>
            <span role="alert" className="hc-pad-problem">
              {words(`note.problem.${noteProblem.problem}`, { over: noteProblem.over })}
            </span>
            {noteProblem.problem !== 'tooLong' && (
              <Button size="small" onClick={() => typeNote(cleanGoodsText(note).text)}>
                {words('note.useClean')}
              </Button>
            )}
          </>
        ) : (
          note !== '' && (
            <span className="hc-soft hc-figures">{words('note.count', { count: note.trim().length })}</span>
          )
        )}
      </div>

      <Button type="primary" size="large" block data-testid="charge" className="hc-pad-charge" onClick={press}>
        {words('charge')} <kbd>Enter</kbd>
      </Button>
      <Presets />
      <p className="hc-pad-keys">
        <span>{words('keys.note')}</span>
        <span>{words('keys.clear')}</span>
        <span>{words('keys.query')}</span>
        {nextChoice(view) && <span>{words('keys.way')}</span>}
        {presets > 0 && <span>{words('keys.preset')}</span>}
      </p>
    </div>
  );
}

/** What to say about the amount: at once where more typing cannot help, otherwise only after Enter. */
function useProblemText(reading: AmountReading, pressed: boolean): string | null {
  const words = useWords('collect');
  if (reading.kind === 'amount') return null;
  if (reading.kind === 'unfinished') return pressed ? words(`amount.problem.${reading.problem}`, { plain: '' }) : null;
  if (reading.problem === 'fullWidth' && reading.plain === null) return words('amount.problem.fullWidthPlain');
  return words(`amount.problem.${reading.problem}`, { plain: reading.plain ?? '' });
}
