import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, MinusCircleOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { CheckFinding } from '../../../shared/contract/profiles.ts';
import type { WordKey } from '../../../shared/i18n/index.ts';
import { useWords } from '../../app/words.ts';

export const levelIcons: Record<CheckFinding['level'], ReactNode> = {
  good: <CheckCircleFilled aria-hidden />,
  warning: <ExclamationCircleFilled aria-hidden />,
  bad: <CloseCircleFilled aria-hidden />,
  skipped: <MinusCircleOutlined aria-hidden />,
};

/** The findings of the live check: what was looked at, how it stands, what to do. */
export function CheckList(props: { findings: CheckFinding[] }) {
  const words = useWords('checks');
  return (
    <ul className="hc-findings">
      {props.findings.map((finding) => (
        <li key={finding.topic} className={`hc-level-${finding.level}`}>
          {levelIcons[finding.level]}
          <div>
            <h2>
              {words(`topics.${finding.topic}`)}{' '}
              <span className="hc-finding-level">{words(`levels.${finding.level}`)}</span>
            </h2>
            <p>{words(`${finding.topic}.${finding.outcome}` as WordKey<'checks'>, finding.params)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
