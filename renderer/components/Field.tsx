import './Field.css';
import { useId, type ReactNode } from 'react';

export interface FieldIds {
  id: string;
  'aria-describedby': string;
  'aria-invalid': boolean;
}

/** A labelled control with its explanation and, where something is wrong, what to do; tied together for screen readers. */
export function Field(props: {
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  children: (ids: FieldIds) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="hc-field">
      <label htmlFor={id}>{props.label}</label>
      {props.children({ id, 'aria-describedby': `${id}-note`, 'aria-invalid': props.problem !== undefined })}
      <div id={`${id}-note`} className={props.problem === undefined ? 'hc-field-hint' : 'hc-field-problem'}>
        {props.problem ?? props.hint}
      </div>
    </div>
  );
}
