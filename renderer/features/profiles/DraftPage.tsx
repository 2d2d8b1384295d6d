import { ArrowLeftOutlined, FileSearchOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useState } from 'react';
import type { CredentialDraft, ProfileFields } from '../../../shared/contract/profiles.ts';
import { useShortcut } from '../../app/shortcuts.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { FieldsForm } from './FieldsForm.tsx';
import { fieldsOf, moreFields } from './fields.ts';
import { KeyRow } from './KeyRow.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { sortProblems } from './problems.ts';
import { useSetup } from './setup.ts';
import { SetupShell } from './SetupShell.tsx';
import { useDraft } from './useDraft.ts';

/** Credentials on their way in: the two keys, the merchant's fields, and what is still missing. */
export function DraftPage(props: { draft: CredentialDraft }) {
  const { draft } = props;
  const words = useWords('profiles');
  const said = useWords('credentials');
  const { modal } = App.useApp();
  const { replacing, end } = useSetup();
  const form = useDraft(draft, replacing && fieldsOf(replacing));
  const [tried, setTried] = useState(false);

  const leave = async () => {
    const something = form.touched || draft.privateKey !== null;
    const sure =
      !something ||
      (await modal.confirm({
        title: words('draft.leave.title'),
        content: words('draft.leave.detail'),
        okText: words('draft.leave.go'),
        cancelText: words('draft.leave.stay'),
        autoFocusButton: 'cancel',
      }));
    if (!sure) return;
    await form.drop();
    end();
  };
  const save = async () => {
    setTried(true);
    await form.save();
  };
  useShortcut('back', () => void leave());
  useShortcut('confirm', () => void save());

  const spots = sortProblems(draft, tried);
  const worded = (spot: keyof typeof spots) => (spots[spot] ?? []).map((problem) => said(`problems.${problem}`));
  const fieldProblems = Object.fromEntries(
    (Object.keys(draft.fields) as (keyof ProfileFields)[])
      .filter((name) => spots[name])
      .map((name) => [name, worded(name).join(' ')]),
  );
  const locked = draft.problems.find((p) => p.problem === 'wrongPassphrase' || p.problem === 'encrypted');
  const wrongPassphrase = locked?.problem === 'wrongPassphrase' ? said('problems.wrongPassphrase') : undefined;
  const key = (part: 'privateKey' | 'huifuPublicKey') => (
    <KeyRow
      part={part}
      found={draft[part]}
      locked={part === 'privateKey' && draft.needsPassphrase}
      problems={part === 'privateKey' && draft.needsPassphrase ? [] : worded(part)}
      busy={form.busy}
      onPick={() => void form.pick(part)}
      onPaste={() => void form.paste(part)}
    />
  );
  const missing = draft.problems.length + (draft.needsPassphrase && !locked ? 1 : 0);

  return (
    <SetupShell
      title={replacing ? words('draft.titleReplace', { name: replacing.name }) : words('draft.title')}
      tools={
        <Button icon={<FileSearchOutlined aria-hidden />} disabled={form.busy} onClick={() => void form.pick('all')}>
          {words('draft.importAll')}
        </Button>
      }
      foot={
        <>
          <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={() => void leave()}>
            {words('draft.back')}
          </Button>
          <span className="hc-setup-state" role="status">
            {missing === 0 ? words('draft.complete') : words('draft.incomplete', { count: missing })}
          </span>
          <Button type="primary" size="large" loading={form.busy} onClick={() => void save()}>
            {words(replacing ? 'draft.saveReplace' : 'draft.save')}
          </Button>
        </>
      }
    >
      {form.error && <ErrorNote error={form.error} onClose={form.clearError} />}
      {worded('other').map((problem) => (
        <Alert key={problem} type="error" showIcon title={problem} />
      ))}
      {(draft.notes.length > 0 || draft.hasWebhookKey) && (
        <Alert
          type="info"
          showIcon
          title={words('draft.notes')}
          description={
            <ul className="hc-plain">
              {draft.notes.map((note) => (
                <li key={note}>{said(`notes.${note}`)}</li>
              ))}
              {draft.hasWebhookKey && <li>{words('draft.webhookKey')}</li>}
            </ul>
          }
        />
      )}
      <section className="hc-card hc-block" aria-label={words('draft.keys')}>
        <h2>{words('draft.keys')}</h2>
        <p className="hc-soft">
          {words('draft.keysDetail')} {words('draft.pasteHint')}
        </p>
        {key('privateKey')}
        {draft.needsPassphrase && (
          <PassphraseForm busy={form.busy} problem={wrongPassphrase} onSubmit={(text) => void form.unlock(text)} />
        )}
        {key('huifuPublicKey')}
      </section>
      {!replacing && (
        <section className="hc-card hc-block" aria-label={words('draft.merchant')}>
          <h2>{words('draft.merchant')}</h2>
          <FieldsForm
            fields={form.fields}
            problems={fieldProblems}
            onChange={form.type}
            onRest={() => void form.rest()}
            more={moreFields.some((name) => spots[name])}
          />
        </section>
      )}
    </SetupShell>
  );
}
