import './shifts.css';
import { useEffect, useState } from 'react';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import type { ShiftNow } from '../../../shared/contract/shifts.ts';
import type { Shift } from '../../../shared/domain/shift.ts';
import { call, useEvent } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { coalesce } from '../payment/coalesce.ts';
import { CurrentShift } from './CurrentShift.tsx';
import { OpenShift } from './OpenShift.tsx';
import { ShiftHistory } from './ShiftHistory.tsx';
import { SlipDialog } from './SlipDialog.tsx';

/** How often a busy counter is counted anew at most. */
const RELOAD_GAP_MS = 500;

/** This till's shift: opened, handed over, closed with a slip; and the shifts before it. */
export function ShiftsPage() {
  const words = useWords('shifts');
  const { profile } = useApp();
  const [now, setNow] = useState<{ shift: ShiftNow | null } | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [slipOf, setSlipOf] = useState<Shift | null>(null);
  const [closedCount, setClosedCount] = useState(0);

  const [read] = useState(() =>
    coalesce(async () => {
      const answer = await call('shifts.current');
      if (answer.ok) setNow({ shift: answer.data });
      else if (answer.error.code !== 'locked') setError(answer.error);
    }, RELOAD_GAP_MS),
  );
  useEffect(() => read(), [read]);
  useEvent('shift.changed', read);
  useEvent('payment.changed', read);

  return (
    <div className="hc-page hc-shifts">
      <h1>{words('title')}</h1>
      {error && <ErrorNote error={error} onRetry={() => (setError(null), read())} onClose={() => setError(null)} />}
      {now &&
        (now.shift ? (
          <CurrentShift
            now={now.shift}
            onChanged={(shift) => setNow({ shift })}
            onClosed={(shift) => {
              setNow({ shift: null });
              setClosedCount((count) => count + 1);
              setSlipOf(shift);
            }}
          />
        ) : (
          <OpenShift onOpened={(shift) => setNow({ shift })} />
        ))}
      <ShiftHistory key={`${profile?.id}/${closedCount}`} onOpen={setSlipOf} />
      {slipOf && <SlipDialog shift={slipOf} onClose={() => setSlipOf(null)} />}
    </div>
  );
}
