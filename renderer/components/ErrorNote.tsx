import './ErrorNote.css';
import { CloseCircleFilled } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ConsoleError } from '../../shared/contract/errors.ts';
import { hasWord, useWords } from '../app/words.ts';
import { Advice } from './Advice.tsx';
import { CopySupport } from './CopySupport.tsx';
import { CopyText } from './CopyText.tsx';

/**
 * A failure in words: what happened, what to do, what the gateway said and advises, the numbers that find it again,
 * and a button that copies the account for support. `onRetry` adds a button; `extra` adds further ones.
 */
export function ErrorNote(props: {
  error: ConsoleError;
  onRetry?: () => void;
  onClose?: () => void;
  extra?: ReactNode;
}) {
  const { error } = props;
  const words = useWords('errors');
  const { gateway } = error;

  return (
    <section className="hc-error" role="alert">
      <CloseCircleFilled className="hc-error-icon" aria-hidden />
      <div className="hc-error-body">
        <p className="hc-error-title">{words(`${error.code}.title`, error.params)}</p>
        <p className="hc-error-action">{words(`${error.code}.action`, error.params)}</p>
        <MissingRight error={error} />
        {gateway && (
          <div className="hc-error-gateway">
            <p>
              {words('gatewaySaid')} <code>{gateway.respCode}</code> {gateway.respDesc}
            </p>
            <Advice of={gateway.advice} className="hc-error-advice" />
          </div>
        )}
        <p className="hc-error-numbers">
          {gateway?.requestNumber && (
            <span>
              {words('requestNumber')} <CopyText text={gateway.requestNumber} label={words('requestNumber')} />
            </span>
          )}
          {error.supportId !== '' && (
            <span>
              {words('support.id')} <CopyText text={error.supportId} label={words('support.id')} />
            </span>
          )}
        </p>
        <div className="hc-error-buttons">
          {props.onRetry && (
            <Button size="small" onClick={props.onRetry}>
              {words('retry')}
            </Button>
          )}
          {props.extra}
          <CopySupport size="small" supportId={error.supportId} />
          {props.onClose && (
            <Button size="small" type="text" onClick={props.onClose}>
              {words('close')}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** Which right is missing, and who has it. */
function MissingRight({ error }: { error: ConsoleError }) {
  const words = useWords('operators');
  const key = `permission.${error.params?.['permission']}`;
  if (error.code !== 'notAllowed' || !hasWord('operators', key)) return null;
  return (
    <p className="hc-error-action">
      {words('refused', { permission: words(key), holders: error.params?.['holders'] ?? '' })}
    </p>
  );
}
