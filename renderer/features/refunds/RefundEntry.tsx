import { Button, Input, Select, type InputRef } from 'antd';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { PaymentRefunds, RefundedOrder } from '../../../shared/contract/refunds.ts';
import { formatYuan, toYuan } from '../../../shared/domain/money.ts';
import type { Refund } from '../../../shared/domain/refund.ts';
import { call } from '../../app/api.ts';
import { dateTime } from '../../app/times.ts';
import { useWords } from '../../app/words.ts';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Field } from '../../components/Field.tsx';
import { announce } from '../../components/LiveRegion.tsx';
import { ApprovalStep } from '../operators/ApprovalStep.tsx';
import { ApprovalFacts } from './ApprovalFacts.tsx';
import { DryRun } from './DryRun.tsx';
import { useReasonText } from './refundWords.ts';
import { useRefundForm, type RefundForm } from './useRefundForm.ts';

/**
 * What a person has to do before money goes back: the order's tail, a reason, the amount, and where something is unusual
 * a second person. Enter in a field leads on to the next; only Enter on the button itself refunds.
 */
export function RefundEntry(props: {
  payment: RefundedOrder;
  /** The refund of this number goes out now. */
  onConfirm: (number: string) => void;
  onRefund: (refund: Refund) => void;
  onAdopted: (seen: PaymentRefunds) => void;
  onClose: () => void;
}) {
  const words = useWords('refunds');
  const { payment } = props;
  const form = useRefundForm(payment.id, props.onRefund);
  const tail = useRef<InputRef>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  const { run, error } = form;

  useEffect(() => tail.current?.focus(), []);

  function leadOn(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (!event.repeat && form.ready) confirm.current?.focus();
  }

  return (
    <div className="hc-refund-entry" onKeyDownCapture={noRepeat}>
      <p className="hc-refund-order">
        <span className="hc-figures">{payment.requestNumber}</span>
        <span className="hc-figures">{dateTime(payment.endedAt ?? payment.createdAt)}</span>
        <strong>{words('dialog.paid', { amount: formatYuan(payment.amount) })}</strong>
      </p>
      <div className="hc-refund-columns">
        <div onKeyDown={leadOn}>
          <Field label={words('dialog.tail')} hint={words('dialog.tailHint')}>
            {(ids) => (
              <Input
                {...ids}
                ref={tail}
                data-testid="refund-tail"
                autoComplete="off"
                maxLength={64}
                value={form.tail}
                onChange={(event) => form.typeTail(event.target.value)}
              />
            )}
          </Field>
          <Reason form={form} />
          <Amount form={form} />
        </div>
        {run && <DryRun run={run} />}
      </div>
      {run?.secondPerson && !form.approved && form.amount !== null && form.amount > 0 && (
        <ApprovalStep
          binding={{ act: 'refund', subject: run.number, paymentId: payment.id, amount: form.amount }}
          summary={<ApprovalFacts payment={payment} run={run} reason={form.reason} />}
          onApproved={form.approve}
          onCancel={props.onClose}
        />
      )}
      {error && (
        <ErrorNote
          error={error}
          onClose={form.clearError}
          extra={error.code === 'refundBalanceDiffers' && <Adopt form={form} {...props} />}
        />
      )}
      <footer className="hc-refund-buttons">
        {form.busy && (
          <span role="status" className="hc-refund-waiting">
            {words('waiting')}
          </span>
        )}
        <Button type="primary" data-testid="refund-cancel" disabled={form.busy} onClick={props.onClose}>
          {words('dialog.cancel')}
        </Button>
        <Button
          ref={confirm}
          danger
          data-testid="refund-confirm"
          disabled={!form.ready || form.busy}
          onClick={() => {
            announce(words('waiting'));
            if (run) props.onConfirm(run.number);
            void form.confirm();
          }}
        >
          {words('dialog.confirm', { amount: formatYuan(form.amount ?? run?.amount ?? payment.amount) })}
        </Button>
      </footer>
    </div>
  );
}

/** A key held down repeats; nothing here is meant more than once. */
function noRepeat(event: KeyboardEvent): void {
  if (event.key === 'Enter' && event.repeat) event.preventDefault();
}

function Reason({ form }: { form: RefundForm }) {
  const words = useWords('refunds');
  const reasonOf = useReasonText();
  return (
    <Field label={words('dialog.reason')}>
      {({ id }) => (
        <Select
          id={id}
          data-testid="refund-reason"
          placeholder={words('dialog.chooseReason')}
          value={form.reason}
          onChange={form.chooseReason}
          options={(form.settings?.reasons ?? []).map((reason) => ({ value: reason, label: reasonOf(reason) }))}
        />
      )}
    </Field>
  );
}

function Amount({ form }: { form: RefundForm }) {
  const words = useWords('refunds');
  const amounts = useWords('collect');
  const { reading, run } = form;
  const balance = run?.balance.refundable ?? null;
  const wrong = reading && !reading.ok ? (reading.error === 'fullWidth' ? 'fullWidthPlain' : reading.error) : null;
  const problem = wrong
    ? amounts(`amount.problem.${wrong}`)
    : form.above && balance !== null
      ? words('dialog.above', { amount: formatYuan(balance) })
      : undefined;
  return (
    <Field label={words('dialog.amount')} problem={problem}>
      {(ids) => (
        <div className="hc-refund-amount">
          <Input
            {...ids}
            data-testid="refund-amount"
            prefix="¥"
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
            value={form.typed}
            onChange={(event) => form.typeAmount(event.target.value)}
          />
          {balance !== null && (
            <Button onClick={() => form.typeAmount(toYuan(balance))}>
              {words('dialog.all', { amount: formatYuan(balance) })}
            </Button>
          )}
        </div>
      )}
    </Field>
  );
}

/** The way out when the gateway knows of refunds that the ledger does not. */
function Adopt(props: { payment: RefundedOrder; form: RefundForm; onAdopted: (seen: PaymentRefunds) => void }) {
  const words = useWords('refunds');
  const [busy, setBusy] = useState(false);
  return (
    <Button
      size="small"
      loading={busy}
      data-testid="refund-adopt"
      onClick={async () => {
        setBusy(true);
        const answer = await call('refunds.adopt', { paymentId: props.payment.id });
        setBusy(false);
        if (!answer.ok) return props.form.failed(answer.error);
        props.form.clearError();
        announce(words('dialog.adopted'));
        props.form.typeAmount(toYuan(answer.data.balance.refundable));
        props.onAdopted(answer.data);
      }}
    >
      {words('dialog.adopt')}
    </Button>
  );
}
