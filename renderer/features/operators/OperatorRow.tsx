import { Button } from 'antd';
import type { OperatorView } from '../../../shared/contract/operators.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';

/** One person on the list. `manages`: whoever is here may change and remove them. */
export function OperatorRow(props: {
  person: OperatorView;
  isSelf: boolean;
  manages: boolean;
  onChange: () => void;
  onRemove: () => void;
}) {
  const { person } = props;
  const words = useWords('operators');
  return (
    <li className="hc-people-row" data-testid="operator-row">
      <div>
        <strong>{person.name}</strong> <span className="hc-person-tag">{words(`role.${person.role}`)}</span>
        {props.isSelf && <span className="hc-person-tag hc-person-tag-you">{words('list.you')}</span>}
        {person.wrongPins > 0 && (
          <span className="hc-person-tag hc-person-tag-warning">
            {words('list.wrongPins', { count: person.wrongPins })}
          </span>
        )}
        <p className="hc-soft">
          {words(`roleDetail.${person.role}`)} · {words('list.since', { time: dateTime(person.createdAt) })}
        </p>
      </div>
      {props.manages && (
        <div className="hc-people-buttons">
          <Button onClick={props.onChange} aria-label={`${words('list.change')} ${person.name}`}>
            {words('list.change')}
          </Button>
          <Button danger onClick={props.onRemove} aria-label={`${words('list.remove')} ${person.name}`}>
            {words('list.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
