import { App, Button, Checkbox, Collapse, Input } from 'antd';
import { useState } from 'react';
import { pageSettingsSchema, type CounterView, type PageSettings } from '../../../shared/contract/counter.ts';
import { checkBaseUrl } from '../../../shared/domain/baseUrl.ts';
import { call } from '../../app/api.ts';
import { useWords } from '../../app/words.ts';
import { Field } from '../../components/Field.tsx';
import type { Change } from './useCounter.ts';

const appIds = ['wechatAppId', 'appletAppId', 'alipayAppId'] as const;
const addresses = ['wechatOpenUrl', 'wechatApiUrl', 'alipayOpenUrl', 'alipayApiUrl', 'unionPayUrl'] as const;

/** Which accounts of the wallets the shop's own page uses. */
export function PageCard(props: { view: CounterView; change: Change }) {
  const words = useWords('counter');
  const { message } = App.useApp();
  const [draft, setDraft] = useState<PageSettings>(props.view.page);

  const set = (part: Partial<PageSettings>) => setDraft({ ...draft, ...part });
  const appIdProblem = (name: (typeof appIds)[number]) =>
    pageSettingsSchema.shape[name].safeParse(draft[name]).success ? undefined : words('setup.appIdProblem');
  const addressProblem = (name: (typeof addresses)[number]) =>
    draft[name].trim() === '' || checkBaseUrl(draft[name]).ok ? undefined : words('setup.addressProblem');
  const verifyProblem = pageSettingsSchema.shape.wechatVerifyFile.safeParse(draft.wechatVerifyFile).success
    ? undefined
    : words('setup.verifyFileProblem');
  const wrong = [verifyProblem, ...appIds.map(appIdProblem), ...addresses.map(addressProblem)].some(
    (one) => one !== undefined,
  );

  const save = async () => {
    if (await props.change(call('counter.savePage', draft))) void message.success(words('setup.saved'));
  };
  const text = (
    name: 'wechatVerifyFile' | (typeof appIds)[number] | (typeof addresses)[number],
    hint: string,
    problem?: string,
  ) => (
    <Field key={name} label={words(`setup.${name}`)} hint={hint} problem={problem}>
      {(ids) => (
        <Input
          {...ids}
          data-testid={`page-${name}`}
          value={draft[name]}
          maxLength={200}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );

  return (
    <section className="hc-card hc-counter-card" aria-label={words('setup.title')}>
      <header>
        <div>
          <h2>{words('setup.title')}</h2>
          <p className="hc-soft">{words('setup.detail')}</p>
        </div>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!wrong) void save();
        }}
      >
        <div className="hc-counter-fields">
          {appIds.map((name) => text(name, words(`setup.${name}Hint`), appIdProblem(name)))}
          {text('wechatVerifyFile', words('setup.wechatVerifyFileHint'), verifyProblem)}
        </div>
        <div className="hc-counter-checks">
          <Checkbox
            checked={draft.wechatIsProviders}
            onChange={(event) => set({ wechatIsProviders: event.target.checked })}
          >
            {words('setup.wechatIsProviders')}
          </Checkbox>
          <Checkbox checked={draft.unionPay} onChange={(event) => set({ unionPay: event.target.checked })}>
            {words('setup.unionPay')}
          </Checkbox>
        </div>
        <Collapse
          ghost
          items={[
            {
              key: 'addresses',
              label: words('setup.addresses'),
              children: (
                <div className="hc-counter-fields">
                  {addresses.map((name) => text(name, words('setup.addressHint'), addressProblem(name)))}
                </div>
              ),
            },
          ]}
        />
        <Button htmlType="submit" data-testid="save-page" disabled={wrong}>
          {words('setup.save')}
        </Button>
      </form>
    </section>
  );
}
