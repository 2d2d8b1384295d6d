import './batch.css';
import { Button, Modal } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ConsoleError } from '../../../../shared/contract/errors.ts';
import type { BatchSummary, BatchView } from '../../../../shared/contract/refunds.ts';
import { call, useEvent } from '../../../app/api.ts';
import { useMay } from '../../../app/store.ts';
import { dateTime } from '../../../app/times.ts';
import { useWords } from '../../../app/words.ts';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { coalesce } from '../../payment/coalesce.ts';
import { BatchReport } from './BatchReport.tsx';

const RELOAD_GAP_MS = 400;

/** Batch refunds: choose a spreadsheet, read the report, confirm; and what became of earlier batches. */
export function BatchDialog({ onClose }: { onClose: () => void }) {
  const words = useWords('refunds');
  const mayRefund = useMay('refund');
  const [batch, setBatch] = useState<BatchView | null>(null);
  const [earlier, setEarlier] = useState<BatchSummary[]>([]);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [busy, setBusy] = useState(false);
  const id = batch?.id ?? null;

  const list = useCallback(() => void call('refunds.batches').then((a) => a.ok && setEarlier(a.data)), []);
  useEffect(list, [list]);

  const open = useCallback(async (which: string) => {
    const answer = await call('refunds.batch', { id: which });
    if (answer.ok) setBatch((before) => (before === null || before.id === which ? answer.data : before));
    else setError(answer.error);
  }, []);
  // While it runs, the report follows; one reading at a time, however many refunds change.
  const follow = useMemo(() => (id === null ? null : coalesce(() => open(id), RELOAD_GAP_MS)), [id, open]);
  useEvent('refund.changed', () => follow?.());
  useEvent('job.changed', (job) => job.kind === 'refundBatch' && follow?.());

  async function pick(): Promise<void> {
    setBusy(true);
    setError(null);
    const answer = await call('refunds.pickBatch');
    setBusy(false);
    if (answer.ok) setBatch(answer.data);
    else if (answer.error.code !== 'cancelledDialog') setError(answer.error);
  }

  return (
    <Modal
      open
      centered
      width={920}
      title={batch ? `${words('batch.title')} · ${batch.fileName}` : words('batch.title')}
      onCancel={onClose}
      footer={null}
    >
      <div className="hc-batch">
        {error && <ErrorNote error={error} onClose={() => setError(null)} />}
        {batch ? (
          <BatchReport
            batch={batch}
            take={setBatch}
            onError={setError}
            onBack={() => {
              setBatch(null);
              list();
            }}
          />
        ) : (
          <>
            <p>{words('batch.intro')}</p>
            {mayRefund && (
              <div>
                <Button type="primary" data-testid="batch-pick" loading={busy} onClick={() => void pick()}>
                  {words('batch.pick')}
                </Button>
              </div>
            )}
            {earlier.length > 0 && (
              <section>
                <h3>{words('batch.earlier')}</h3>
                <ul className="hc-batch-earlier">
                  {earlier.map((one) => (
                    <li key={one.id}>
                      <Button type="link" onClick={() => void open(one.id)}>
                        {one.fileName}
                      </Button>
                      <span className="hc-soft hc-figures">{dateTime(one.createdAt)}</span>
                      <span>{words(`batch.state.${one.state}`)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </div>
    </Modal>
  );
}
