import './profiles.css';
import './profileList.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { ProfileView } from '../../../shared/contract/profiles.ts';
import type { Answered, ConsoleError } from '../../../shared/contract/errors.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { EditDialog } from './EditDialog.tsx';
import { fieldsOf } from './fields.ts';
import { PracticeCard } from './PracticeCard.tsx';
import { ProfileCard } from './ProfileCard.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { useSetup } from './setup.ts';

/** Settings › merchants and keys. `editFirst` opens one of them for editing. */
export function ProfilesSection(props: { editFirst: string | null }) {
  const words = useWords('profiles');
  const app = useApp();
  const { begin, check } = useSetup();
  const [editing, setEditing] = useState<ProfileView | null>(
    () => app.profiles.find((profile) => profile.id === props.editFirst) ?? null,
  );
  const [removing, setRemoving] = useState<ProfileView | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);

  async function ask<T>(question: Promise<Answered<T>>): Promise<T | null> {
    const answer = await question;
    setError(answer.ok ? null : answer.error);
    return answer.ok ? answer.data : null;
  }
  const add = async () => {
    const draft = await ask(call('profiles.newDraft'));
    if (draft) begin(draft, { settings: true });
  };
  const replaceKeys = async (profile: ProfileView) => {
    const empty = await ask(call('profiles.newDraft'));
    const draft = empty && (await ask(call('profiles.updateDraft', { draftId: empty.id, fields: fieldsOf(profile) })));
    if (draft) begin(draft, { settings: true, replacing: profile });
  };

  return (
    <div className="hc-profiles">
      <div className="hc-profiles-head">
        <div>
          <h2>{words('list.title')}</h2>
          <p className="hc-soft">{words('list.detail')}</p>
        </div>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void add()}>
          {words('list.add')}
        </Button>
      </div>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      {app.profiles.length === 0 && (
        <div className="hc-card">
          <EmptyState title={words('list.none')} detail={words('list.noneDetail')} />
        </div>
      )}
      {app.profiles.map((profile) => (
        <ProfileCard
          key={profile.id}
          profile={profile}
          active={app.environment === 'live' && profile.id === app.profile?.id}
          onUse={() => void ask(call('profiles.activate', { profileId: profile.id }))}
          onEdit={() => setEditing(profile)}
          onReplaceKeys={() => void replaceKeys(profile)}
          onCheck={() => check(profile.id, { settings: true })}
          onRemove={() => setRemoving(profile)}
        />
      ))}
      <PracticeCard
        on={app.environment === 'practice'}
        onEnter={() => void ask(call('practice.enter'))}
        onLeave={() => void ask(call('practice.leave'))}
      />
      {editing && <EditDialog profile={editing} onClose={() => setEditing(null)} />}
      {removing && <RemoveDialog profile={removing} onClose={() => setRemoving(null)} />}
    </div>
  );
}
