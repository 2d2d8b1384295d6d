import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { statementKinds, type StatementKind } from '../../../shared/domain/statement.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';

/** Which statements are fetched without anybody asking, and whether days are compared then. */
export function AutomaticMenu(props: {
  automatic: StatementKind[];
  compares: boolean;
  onError: (error: ConsoleError | null) => void;
}) {
  const words = useWords('statements');
  const choose = async (kinds: StatementKind[]) => {
    const answer = await call('statements.choose', { kinds });
    props.onError(answer.ok ? null : answer.error);
  };
  const compare = async (on: boolean) => {
    const answer = await call('statements.compareItself', { on });
    props.onError(answer.ok ? null : answer.error);
  };
  const content = (
    <div className="hc-stm-automatic">
      <p className="hc-stm-soft">{words('automatic.detail')}</p>
      <Checkbox.Group<StatementKind>
        value={props.automatic}
        options={statementKinds.map((value) => ({ value, label: words(`kind.${value}`) }))}
        onChange={(kinds) => void choose(kinds)}
      />
      {props.automatic.length === 0 && <p className="hc-stm-soft">{words('automatic.none')}</p>}
      <Checkbox
        className="hc-stm-compare"
        checked={props.compares}
        onChange={(event) => void compare(event.target.checked)}
        data-testid="compare-itself"
      >
        {words('automatic.compare')}
      </Checkbox>
      <p className="hc-stm-soft">{words('automatic.compareDetail')}</p>
    </div>
  );
  return (
    <Popover trigger="click" title={words('automatic.title')} content={content} placement="bottomRight">
      <Button icon={<SettingOutlined aria-hidden />}>{words('automatic.button')}</Button>
    </Popover>
  );
}
