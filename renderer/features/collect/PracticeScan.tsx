import { ScanOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { charge } from './useScannedCodes.ts';
import { useWays } from './waysStore.ts';

/** What a code of the practice gateway begins with, by what comes of it (docs/practice-gateway.md). */
const starts = {
  wechat: { start: '13', length: 18 },
  alipay: { start: '28', length: 18 },
  unionpay: { start: '62', length: 19 },
  password: { start: '15', length: 18 },
  expired: { start: '14', length: 18 },
} as const;
const kinds = Object.keys(starts) as (keyof typeof starts)[];

/** A customer's payment code for practice mode, where no phone shows one. */
export function PracticeScan() {
  const words = useWords('collect');
  const practice = useApp().environment === 'practice';
  const on = useWays((s) => s.view?.settings.paymentCodes ?? false);
  if (!practice || !on) return null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: kinds.map((key) => ({ key, label: words(`practice.${key}`) })),
        onClick: ({ key }) => void charge(newCode(key as keyof typeof starts), words),
      }}
    >
      <Button icon={<ScanOutlined />} className="hc-practice-scan" data-testid="practice-scan">
        {words('practice.scan')}
      </Button>
    </Dropdown>
  );
}

function newCode(kind: keyof typeof starts): string {
  const { start, length } = starts[kind];
  const random = crypto.getRandomValues(new Uint8Array(length - start.length));
  return start + [...random].map((byte) => byte % 10).join('');
}
