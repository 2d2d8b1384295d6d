import { QrcodeOutlined } from '@ant-design/icons';
import { Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { ErrorCode } from '../../../shared/contract/errors.ts';
import { useConsole } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Money } from '../../components/Money.tsx';
import { useCollect, type Attempt, type Stage as StageState } from './collectStore.ts';
import { PaymentStage } from './PaymentStage.tsx';

const SLOW_MS = 3000;

/** Failures that only the settings can mend. */
const forSettings: ReadonlySet<ErrorCode> = new Set([
  'wayOff',
  'wayNotInGeneration',
  'returnSchemeMissing',
  'ecnyBankMissing',
  'projectMissing',
  'profileIncomplete',
  'keyMissing',
  'badAddress',
]);

function sectionFor(code: ErrorCode): 'ways' | 'profiles' {
  return code === 'wayOff' || code === 'returnSchemeMissing' || code === 'ecnyBankMissing' ? 'ways' : 'profiles';
}

/** The large half of the counter: what the customer and the operator look at. */
export function Stage(props: { focusAmount: () => void }) {
  const stage = useCollect((s) => s.stage);
  switch (stage.kind) {
    case 'idle':
      return <IdleStage />;
    case 'creating':
      return <CreatingStage key={stage.attempt.id} attempt={stage.attempt} />;
    case 'payment':
      return <PaymentStage key={stage.payment.id} payment={stage.payment} focusAmount={props.focusAmount} />;
    case 'refused':
      return <RefusedStage stage={stage} focusAmount={props.focusAmount} />;
  }
}

function IdleStage() {
  const words = useWords('collect');
  return (
    <div className="hc-stage hc-stage-idle">
      <QrcodeOutlined aria-hidden />
      <p className="hc-stage-title">{words('stage.idleTitle')}</p>
      <p className="hc-soft">{words('stage.idleDetail')}</p>
    </div>
  );
}

function CreatingStage({ attempt }: { attempt: Attempt }) {
  const words = useWords('collect');
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="hc-stage" aria-busy="true">
      <div className="hc-stage-frame hc-stage-blank">
        <Spin />
        <p role="status">{words(attempt.way === 'code' ? 'stage.charging' : 'stage.creating')}</p>
        {attempt.way === 'code' && <p>{words('stage.chargingHint')}</p>}
      </div>
      <Money fen={attempt.amount} currency size="huge" />
      {attempt.note !== '' && <p className="hc-stage-note">{attempt.note}</p>}
      {slow && <p className="hc-stage-slow">{words('stage.creatingSlow')}</p>}
    </div>
  );
}

function RefusedStage(props: { stage: Extract<StageState, { kind: 'refused' }>; focusAmount: () => void }) {
  const words = useWords('collect');
  const go = useConsole((s) => s.go);
  const { retry, next } = useCollect();
  const { attempt, error } = props.stage;
  const paymentId = error.params?.['paymentId'];
  return (
    <div className="hc-stage" data-testid="refused">
      <Money fen={attempt.amount} currency size="huge" />
      {attempt.note !== '' && <p className="hc-stage-note">{attempt.note}</p>}
      <div className="hc-stage-error">
        <ErrorNote
          error={error}
          onClose={() => (next(), props.focusAmount())}
          {...(attempt.way === 'code' ? {} : { onRetry: () => (retry(attempt), props.focusAmount()) })}
          extra={
            <>
              {forSettings.has(error.code) && (
                <Button size="small" onClick={() => go('settings', { section: sectionFor(error.code) })}>
                  {words('stage.settings')}
                </Button>
              )}
              {typeof paymentId === 'string' && (
                <Button size="small" onClick={() => go('transactions', { paymentId })}>
                  {words('stage.details')}
                </Button>
              )}
            </>
          }
        />
      </div>
    </div>
  );
}
