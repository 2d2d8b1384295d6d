import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { call } from '../../app/api.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useToday } from '../../app/useNow.ts';
import { useWords } from '../../app/words.ts';
import type { useSavedFile } from '../../components/SavedFile.tsx';
import { toPaymentFilter } from './filterModel.ts';
import { useTransactions } from './transactionsStore.ts';

const formats = ['xlsx', 'csv'] as const;
type Format = (typeof formats)[number];

/** Everything that the filter matches as a file; the ledger is read, not what the window has loaded. Ctrl+E is xlsx. */
export function ExportMenu({ onSave }: { onSave: ReturnType<typeof useSavedFile>['save'] }) {
  const words = useWords('transactions');
  const names = useWords('reconciliation');
  const filter = useTransactions((s) => s.filter);
  const today = useToday();
  const save = (format: Format) => {
    const name = names('export.payments', { day: today });
    void onSave(call('exports.payments', { filter: toPaymentFilter(filter, today), name, format }));
  };
  useShortcut('export', () => save('xlsx'));
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: formats.map((format) => ({
          key: format,
          label: <span data-testid={`export-${format}`}>{words(`export.${format}`)}</span>,
        })),
        onClick: ({ key }) => save(key as Format),
      }}
    >
      <Button icon={<DownloadOutlined aria-hidden />} data-testid="export">
        {words('export.button')}
      </Button>
    </Dropdown>
  );
}
