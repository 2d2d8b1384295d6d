import { ScanOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { maskPaymentCode, readPaymentCode } from '../../../../shared/domain/paymentCode.ts';
import type { Scan } from '../../../app/scanner.ts';
import { useScan } from '../../../app/scanListener.ts';
import { useWords } from '../../../app/words.ts';
import { SettingRow } from '../SettingRow.tsx';

const WAIT_MS = 15_000;

type Stage = 'idle' | 'waiting' | 'nothing' | Scan;

/** Shows what a scanner types and how fast, without charging anything. The code itself is not shown in full, nor kept. */
export function ScannerTest() {
  const words = useWords('settings');
  const [stage, setStage] = useState<Stage>('idle');

  useEffect(() => {
    if (stage !== 'waiting') return;
    const timer = setTimeout(() => setStage('nothing'), WAIT_MS);
    return () => clearTimeout(timer);
  }, [stage]);
  useScan((scan) => {
    if (stage !== 'waiting') return false;
    setStage(scan);
    return true;
  });

  return (
    <div className="hc-card hc-settings-card">
      <SettingRow title={words('ways.test.title')} detail={words('ways.test.detail')}>
        <Button
          icon={<ScanOutlined />}
          data-testid="scanner-test"
          onClick={(event) => {
            // The scan goes nowhere, so that the field it would go into cannot matter.
            event.currentTarget.blur();
            setStage(stage === 'waiting' ? 'idle' : 'waiting');
          }}
        >
          {words(stage === 'waiting' ? 'ways.test.stop' : 'ways.test.start')}
        </Button>
      </SettingRow>
      <p className="hc-scanner-said" role="status" data-testid="scanner-said">
        <Verdict stage={stage} />
      </p>
    </div>
  );
}

function Verdict({ stage }: { stage: Stage }) {
  const words = useWords('settings');
  const methods = useWords('payments');
  if (stage === 'idle') return null;
  if (typeof stage === 'string') return words(`ways.test.${stage}`);
  const { text, ms, slowest, end, composed } = stage;
  const wallet = readPaymentCode(text);
  const facts = {
    shown: maskPaymentCode(text),
    count: text.length,
    ms: Math.round(ms),
    slowest: Math.round(slowest),
    end,
  };
  const verdict = wallet.ok
    ? words('ways.test.good', { ...facts, wallet: methods(`method.${wallet.data}`) })
    : words('ways.test.wrong', facts);
  return composed ? `${verdict} ${words('ways.test.composed')}` : verdict;
}
