import { CheckCircleFilled, CloseCircleFilled, LockOutlined, MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { ReactNode } from 'react';
import type { ProfileView } from '../../../shared/contract/profiles.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';

const keyIcons: Record<ProfileView['keyState'], ReactNode> = {
  present: <CheckCircleFilled aria-hidden />,
  missing: <CloseCircleFilled aria-hidden />,
  unavailable: <LockOutlined aria-hidden />,
};

/** One merchant: who it is, how its key stands, and what can be done with it. */
export function ProfileCard(props: {
  profile: ProfileView;
  active: boolean;
  onUse: () => void;
  onEdit: () => void;
  onReplaceKeys: () => void;
  onCheck: () => void;
  onRemove: () => void;
}) {
  const { profile } = props;
  const words = useWords('profiles');
  const facts: [label: string, value: ReactNode][] = [
    [words('draft.fields.huifuId'), <CopyText key="id" text={profile.huifuId} label={words('draft.fields.huifuId')} />],
    [words('draft.fields.sysId'), profile.sysId],
    [words('draft.fields.productId'), profile.productId],
    [words('draft.fields.generation'), profile.generation],
    [words('list.ownKey'), <code key="own">{profile.keyFingerprint}</code>],
    [words('list.huifuKey'), <code key="huifu">{profile.huifuKeyFingerprint}</code>],
  ];
  return (
    <section className="hc-card hc-profile" aria-label={profile.name}>
      <header>
        <div className="hc-profile-name">
          <h3>{profile.name}</h3>
          {props.active && <span className="hc-profile-active">{words('list.active')}</span>}
          <span className={`hc-profile-key hc-profile-key-${profile.keyState}`}>
            {keyIcons[profile.keyState]} {words(`list.key.${profile.keyState}`)}
          </span>
        </div>
        {!props.active && <Button onClick={props.onUse}>{words('list.use')}</Button>}
        <Button onClick={props.onCheck}>{words('list.check')}</Button>
        <Button onClick={props.onEdit}>{words('list.edit')}</Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'keys', label: words('list.replaceKeys'), onClick: props.onReplaceKeys },
              { key: 'remove', label: words('list.remove'), danger: true, onClick: props.onRemove },
            ],
          }}
        >
          <Button icon={<MoreOutlined aria-hidden />} aria-label={words('list.actions', { name: profile.name })} />
        </Dropdown>
      </header>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="hc-profile-added">{words('list.added', { at: dateTime(profile.createdAt) })}</p>
    </section>
  );
}
