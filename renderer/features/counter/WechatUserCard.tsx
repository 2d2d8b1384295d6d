import { Button, Input } from 'antd';
import { useState } from 'react';
import type { WechatUserView } from '../../../shared/contract/counter.ts';
import type { ConsoleError } from '../../../shared/contract/errors.ts';
import { toHalfWidth } from '../../../shared/domain/money.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';

/** Looks up who shows a WeChat payment code, for setting up and for support. */
export function WechatUserCard() {
  const words = useWords('counter');
  const [code, setCode] = useState('');
  const [user, setUser] = useState<WechatUserView | null>(null);
  const [error, setError] = useState<ConsoleError | null>(null);
  const [busy, setBusy] = useState(false);
  const digits = toHalfWidth(code).replace(/\s/g, '');
  const valid = /^1[0-5]\d{16}$/.test(digits);

  const look = async () => {
    setBusy(true);
    const answer = await call('counter.wechatUser', { code: digits });
    setBusy(false);
    setCode('');
    setUser(answer.ok ? answer.data : null);
    setError(answer.ok ? null : answer.error);
  };
  return (
    <section className="hc-card hc-counter-card" aria-label={words('wechatUser.title')}>
      <header>
        <div>
          <h2>{words('wechatUser.title')}</h2>
          <p className="hc-soft">{words('wechatUser.detail')}</p>
        </div>
      </header>
      {error && <ErrorNote error={error} onClose={() => setError(null)} />}
      <form
        className="hc-wechat-user"
        onSubmit={(event) => {
          event.preventDefault();
          if (valid) void look();
        }}
      >
        <Field
          label={words('wechatUser.code')}
          problem={code !== '' && !valid ? words('wechatUser.problem') : undefined}
        >
          {(ids) => (
            <Input
              {...ids}
              data-testid="wechat-code"
              value={code}
              maxLength={32}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Button htmlType="submit" disabled={!valid} loading={busy}>
          {words('wechatUser.ask')}
        </Button>
      </form>
      {user && (
        <div role="status">
          <dl className="hc-counter-addresses" data-testid="wechat-user">
            {(['openId', 'appOpenId'] as const).map((name) => (
              <div key={name}>
                <dt>{words(`wechatUser.${name}`)}</dt>
                <dd>
                  {user[name] === null ? (
                    words('wechatUser.none')
                  ) : (
                    <CopyText text={user[name]} label={words(`wechatUser.${name}`)} />
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </section>
  );
}
