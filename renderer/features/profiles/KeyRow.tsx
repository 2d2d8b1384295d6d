import { CheckCircleFilled, KeyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useWords } from '../../app/words.ts';

/** One of the two keys: whether it is there, its fingerprint, what is wrong with it, and the two ways to bring it in. */
export function KeyRow(props: {
  part: 'privateKey' | 'huifuPublicKey';
  found: { fingerprint: string; bits: number } | null;
  /** Read, but waiting for its passphrase. */
  locked: boolean;
  problems: string[];
  busy: boolean;
  onPick: () => void;
  onPaste: () => void;
}) {
  const words = useWords('profiles');
  const { found, part } = props;
  return (
    <section className="hc-key" aria-label={words(`draft.${part}`)}>
      <span className={`hc-key-icon ${found ? 'hc-key-there' : ''}`}>
        {found ? <CheckCircleFilled aria-hidden /> : <KeyOutlined aria-hidden />}
      </span>
      <div className="hc-key-text">
        <h3>{words(`draft.${part}`)}</h3>
        {found ? (
          <p className="hc-key-print">
            {words('draft.bits', { bits: found.bits })} · {words('draft.fingerprint')} <code>{found.fingerprint}</code>
          </p>
        ) : (
          <p className="hc-soft">
            {props.locked ? words('draft.locked') : `${words('draft.none')} · ${words(`draft.${part}Hint`)}`}
          </p>
        )}
        {props.problems.map((problem) => (
          <p key={problem} className="hc-field-problem" role="alert">
            {problem}
          </p>
        ))}
      </div>
      <div className="hc-key-ways">
        <Button disabled={props.busy} onClick={props.onPick}>
          {words('draft.pick')}
        </Button>
        <Button disabled={props.busy} title={words('draft.pasteHint')} onClick={props.onPaste}>
          {words('draft.paste')}
        </Button>
      </div>
    </section>
  );
}
