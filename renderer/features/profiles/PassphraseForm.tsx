import { Button, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../../app/words.ts';
import { Field } from '../../components/Field.tsx';

/** Asks for the passphrase of an encrypted private key. It goes to the main process once and is forgotten here. */
export function PassphraseForm(props: {
  problem: string | undefined;
  busy: boolean;
  onSubmit: (passphrase: string) => void;
}) {
  const words = useWords('profiles');
  const [passphrase, setPassphrase] = useState('');
  return (
    <form
      className="hc-passphrase"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase === '') return;
        props.onSubmit(passphrase);
        setPassphrase('');
      }}
    >
      <h3>{words('draft.passphrase.title')}</h3>
      <Field label={words('draft.passphrase.label')} hint={words('draft.passphrase.detail')} problem={props.problem}>
        {(ids) => (
          <div className="hc-passphrase-line">
            <Input.Password
              {...ids}
              autoFocus
              autoComplete="off"
              maxLength={1024}
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
            <Button type="primary" htmlType="submit" disabled={props.busy || passphrase === ''}>
              {words('draft.passphrase.submit')}
            </Button>
          </div>
        )}
      </Field>
    </form>
  );
}
