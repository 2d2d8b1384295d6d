import { PrinterOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import { useState } from 'react';
import type { CounterView } from '../../../shared/contract/counter.ts';
import { MAX_GOODS_LENGTH, goodsTextProblems } from '../../../shared/domain/goodsText.ts';
import { formatYuan, parseYuan, toHalfWidth } from '../../../shared/domain/money.ts';
import { call } from '../../app/api.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { CopyText } from '../../components/CopyText.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Field } from '../../components/Field.tsx';
import { savePdf } from '../../components/Printable.tsx';
import { QrCode } from '../../components/QrCard.tsx';
import type { Change } from './useCounter.ts';

type PlateView = CounterView['plates'][number];

/** Fixed plates: each with its code, a card for printing, and an end. */
export function PlatesCard(props: { view: CounterView; change: Change }) {
  const words = useWords('counter');
  const { view, change } = props;
  return (
    <section className="hc-card hc-counter-card" aria-label={words('plates.title')}>
      <header>
        <div>
          <h2>{words('plates.title')}</h2>
          <p className="hc-soft">{words('plates.detail')}</p>
        </div>
      </header>
      {view.notifyUrl === null && <p className="hc-level-warning">{words('plates.noUrl')}</p>}
      <NewPlate change={change} />
      {view.plates.length === 0 && <EmptyState title={words('plates.none')} detail={words('plates.noneDetail')} />}
      <ul className="hc-plates">
        {view.plates.map((plate) => (
          <PlateRow key={plate.id} plate={plate} change={change} />
        ))}
      </ul>
    </section>
  );
}

function NewPlate({ change }: { change: Change }) {
  const words = useWords('counter');
  const [name, setName] = useState('');
  const [amount, setAmount] = useState('');
  const [note, setNote] = useState('');
  const parsed = amount.trim() === '' ? null : parseYuan(toHalfWidth(amount));
  const amountProblem = parsed && !parsed.ok ? words('plates.amountProblem') : undefined;
  const noteProblem = goodsTextProblems(note).length > 0 ? words('plates.noteProblem') : undefined;
  const ready = name.trim() !== '' && !amountProblem && !noteProblem;

  const add = async () => {
    const fixed = parsed?.ok ? parsed.data : null;
    if (!(await change(call('counter.addPlate', { name: name.trim(), amount: fixed, note: note.trim() })))) return;
    setName('');
    setAmount('');
    setNote('');
  };
  return (
    <form
      className="hc-plate-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) void add();
      }}
    >
      <Field label={words('plates.name')}>
        {(ids) => (
          <Input
            {...ids}
            data-testid="plate-name"
            value={name}
            maxLength={20}
            placeholder={words('plates.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={words('plates.amount')} problem={amountProblem}>
        {(ids) => (
          <Input
            {...ids}
            data-testid="plate-amount"
            value={amount}
            maxLength={14}
            inputMode="decimal"
            placeholder={words('plates.amountPlaceholder')}
            onChange={(event) => setAmount(event.target.value)}
          />
        )}
      </Field>
      <Field label={words('plates.note')} problem={noteProblem}>
        {(ids) => (
          <Input
            {...ids}
            value={note}
            maxLength={MAX_GOODS_LENGTH}
            placeholder={words('plates.notePlaceholder')}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <Button htmlType="submit" type="primary" data-testid="plate-add" disabled={!ready}>
        {words('plates.add')}
      </Button>
    </form>
  );
}

function PlateRow({ plate, change }: { plate: PlateView; change: Change }) {
  const words = useWords('counter');
  const { message, modal } = App.useApp();
  const { profile } = useApp();
  const { url } = plate;

  const print = async () => {
    const stamp = profile?.environment === 'practice' ? words('plates.cardPractice') : '';
    const shop = profile?.projectTitle || profile?.name || '';
    const sheet = <PlateSheet shop={shop} plate={plate} stamp={stamp} />;
    const saving = savePdf(sheet, words('plates.cardName', { name: plate.name }), 'A4');
    await change(saving);
    const saved = await saving;
    if (saved.ok && saved.data.saved) void message.success(words('plates.savedTo', { path: saved.data.path }));
  };
  const remove = async () => {
    const sure = await modal.confirm({
      title: words('plates.removeTitle', { name: plate.name }),
      content: words('plates.removeDetail'),
      okText: words('plates.remove'),
      okButtonProps: { danger: true },
      cancelText: words('plates.keep'),
      autoFocusButton: 'cancel',
    });
    if (sure) await change(call('counter.removePlate', { id: plate.id }));
  };

  return (
    <li className="hc-plate" data-testid="plate">
      <div className="hc-plate-code">
        {url !== null && <QrCode text={url} label={words('plates.qr', { name: plate.name })} testId="plate-qr" />}
      </div>
      <div className="hc-plate-text">
        <h3>{plate.name}</h3>
        <p className="hc-soft">
          {plate.amount === null ? words('plates.any') : `¥${formatYuan(plate.amount)}`}
          {plate.note !== '' && ` · ${plate.note}`}
        </p>
        {url !== null && <CopyText text={url} label={words('plates.copy')} />}
      </div>
      <span className="hc-counter-acts">
        <Button
          icon={<PrinterOutlined aria-hidden />}
          aria-label={`${words('plates.card')} ${plate.name}`}
          disabled={url === null}
          onClick={() => void print()}
        >
          {words('plates.card')}
        </Button>
        <Button type="text" danger aria-label={`${words('plates.remove')} ${plate.name}`} onClick={() => void remove()}>
          {words('plates.remove')}
        </Button>
      </span>
    </li>
  );
}

/** A plate's card on paper. */
function PlateSheet(props: { shop: string; plate: PlateView; stamp: string }) {
  const words = useWords('counter');
  const { plate } = props;
  return (
    <div className="hc-plate-sheet">
      <p className="hc-plate-sheet-shop">{props.shop}</p>
      <p className="hc-plate-sheet-title">{words('plates.cardTitle')}</p>
      {plate.amount !== null && <p className="hc-plate-sheet-amount">¥{formatYuan(plate.amount)}</p>}
      <QrCode text={plate.url ?? ''} label="" />
      {props.stamp !== '' && <p className="hc-plate-sheet-title">{props.stamp}</p>}
      <p>{words('plates.cardWallets')}</p>
      <p className="hc-plate-sheet-shop">{plate.name}</p>
    </div>
  );
}
