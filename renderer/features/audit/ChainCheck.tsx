import { CheckCircleFilled, SafetyOutlined, WarningFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { AuditCheck } from '../../../shared/contract/audit.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { announce } from '../../components/LiveRegion.tsx';

/** Checks every seal and link of the log, and says what it found. */
export function ChainCheck() {
  const words = useWords('audit');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<AuditCheck | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);

  async function check(): Promise<void> {
    setBusy(true);
    const answer = await call('audit.check');
    setBusy(false);
    setError(answer.ok ? null : answer.error);
    setResult(answer.ok ? answer.data : null);
    if (!answer.ok) return;
    const { broken, rows } = answer.data;
    announce(broken ? words(broken.what, { seq: broken.seq }) : words('whole', { count: rows }), 'assertive');
  }

  return (
    <>
      <Button icon={<SafetyOutlined aria-hidden />} loading={busy} onClick={() => void check()}>
        {words(busy ? 'checking' : 'check')}
      </Button>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      {result && (
        <div
          className={`hc-audit-check ${result.broken ? 'hc-audit-broken' : 'hc-audit-whole'}`}
          data-testid="audit-check"
          data-whole={result.broken === null}
        >
          {result.broken ? <WarningFilled aria-hidden /> : <CheckCircleFilled aria-hidden />}
          <div>
            <strong>
              {result.broken
                ? words(result.broken.what, { seq: result.broken.seq })
                : words('whole', { count: result.rows })}
            </strong>
            {result.clockSetBack.length > 0 && (
              <p>{words('clock', { count: result.clockSetBack.length, seq: result.clockSetBack[0]! })}</p>
            )}
            <p className="hc-audit-hash">
              {words('lastHash')} <CopyText text={result.lastHash} label={words('lastHash')} />
            </p>
          </div>
        </div>
      )}
    </>
  );
}
