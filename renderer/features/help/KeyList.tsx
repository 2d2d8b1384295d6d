import { Modal } from 'antd';
import { useWords } from '../../app/words.ts';
import { KeyTable } from './KeyTable.tsx';

/** `?`: every key that works. */
export function KeyList(props: { open: boolean; onClose: () => void }) {
  const words = useWords('app');
  return (
    <Modal open={props.open} onCancel={props.onClose} width={520} title={words('keys.title')} footer={null}>
      <KeyTable />
    </Modal>
  );
}
