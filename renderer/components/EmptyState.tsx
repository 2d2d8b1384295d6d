import './EmptyState.css';
import type { ReactNode } from 'react';

/** Nothing to show: what is so, why, and the next step. `icon` tells "no data" from "hidden by the filter". */
export function EmptyState(props: { title: string; detail?: ReactNode; icon?: ReactNode; action?: ReactNode }) {
  return (
    <div className="hc-empty">
      {props.icon !== undefined && (
        <div className="hc-empty-icon" aria-hidden="true">
          {props.icon}
        </div>
      )}
      <p className="hc-empty-title">{props.title}</p>
      {props.detail !== undefined && <div className="hc-empty-detail">{props.detail}</div>}
      {props.action !== undefined && <div className="hc-empty-action">{props.action}</div>}
    </div>
  );
}
