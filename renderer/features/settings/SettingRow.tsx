import type { ReactNode } from 'react';

/** One setting: what it is at the left, its control at the right. */
export function SettingRow(props: { title: string; detail?: ReactNode; children: ReactNode }) {
  return (
    <div className="hc-setting" role="group" aria-label={props.title}>
      <div className="hc-setting-text">
        <h2>{props.title}</h2>
        {props.detail !== undefined && <p>{props.detail}</p>}
      </div>
      <div className="hc-setting-control">{props.children}</div>
    </div>
  );
}
