import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  LockOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { WaitState } from '../../../shared/domain/statement.ts';
import { useWords } from '../../app/words.ts';

export type ShownState = WaitState | 'none';

const icons: Record<ShownState, ComponentType<{ className?: string }>> = {
  waiting: ClockCircleOutlined,
  generating: LoadingOutlined,
  stored: CheckCircleFilled,
  unchanged: CheckCircleFilled,
  empty: MinusCircleOutlined,
  failed: CloseCircleFilled,
  notOpened: LockOutlined,
  none: QuestionCircleOutlined,
};

/** A statement's state as icon, word and colour; with `bare`, the icon alone, where the words stand elsewhere. */
export function StateMark(props: { state: ShownState; bare?: boolean }) {
  const words = useWords('statements');
  const Icon = icons[props.state];
  return (
    <span className={`hc-stm-state hc-stm-state-${props.state}`} aria-hidden={props.bare}>
      <Icon />
      {!props.bare && <span>{words(`state.${props.state}`)}</span>}
    </span>
  );
}
