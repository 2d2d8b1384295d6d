import './SidePanel.css';
import { CloseOutlined } from '@ant-design/icons';
import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import type { ConsoleError } from '../../shared/contract/errors.ts';
import { ErrorNote } from './ErrorNote.tsx';

/**
 * One record beside its list, which stays usable: the way to close it, what went wrong, and the record.
 *
 * @param props.closeLabel what the close button says to a screen reader
 * @param props.id of the record, for tests
 * @param props.children the record, in an `hc-detail-content` of its own; nothing until it is here
 */
export function SidePanel(props: {
  label: string;
  closeLabel: string;
  testId: string;
  id: string;
  error: ConsoleError | null;
  onRetry: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { error, children } = props;
  return (
    <aside className="hc-detail" aria-label={props.label} data-testid={props.testId} data-id={props.id}>
      <Button
        className="hc-detail-close"
        type="text"
        icon={<CloseOutlined />}
        aria-label={props.closeLabel}
        onClick={props.onClose}
      />
      {error && (
        <div className="hc-detail-content">
          <ErrorNote error={error} onRetry={props.onRetry} />
        </div>
      )}
      {children ?? (!error && <Spin delay={200} />)}
    </aside>
  );
}
