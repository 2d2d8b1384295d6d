import type {
  LedgerEntry,
  ReconciliationException,
  StatementEntry,
} from '../../../../shared/domain/reconciliation/run.ts';
import { dayText, finestYuan, signedYuan } from '../../../app/amounts.ts';
import { useWords } from '../../../app/words.ts';
import { CopyText } from '../../../components/CopyText.tsx';

const fields = [
  'amount',
  'paid',
  'fee',
  'status',
  'time',
  'requestDate',
  'requestNumber',
  'huifuNumber',
  'partyOrderNumber',
  'walletNumber',
  'originalNumber',
] as const;
type Field = (typeof fields)[number];
type Side = Record<Field, string>;

/** Our row and theirs beside each other; what differs is marked with a sign, not with colour alone. */
export function BothRows({ exception }: { exception: ReconciliationException }) {
  const words = useWords('reconciliation');
  const { ledger, statement } = exception;
  const ours = ledger && oursOf(ledger, words);
  const theirs = statement && theirsOf(statement, words);
  const rows = fields.filter((field) => (ours?.[field] ?? '') !== '' || (theirs?.[field] ?? '') !== '');
  return (
    <table className="hc-both">
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col">{words('panel.ours')}</th>
          <th scope="col">
            {words('panel.theirs')}
            {exception.leg && <span className="hc-soft"> · {words(`leg.${exception.leg}`)}</span>}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((field) => {
          const [a, b] = [ours?.[field] ?? '', theirs?.[field] ?? ''];
          const differs = a !== '' && b !== '' && a !== b && !(field === 'fee' && isRounding(exception));
          return (
            <tr key={field} className={differs ? 'hc-both-differs' : undefined}>
              <th scope="row">
                {words(`panel.field.${field}`)}
                {differs && <span aria-hidden> ≠</span>}
              </th>
              <Cell text={a} missing={ours ? '' : words('panel.nothingHere')} field={field} />
              <Cell text={b} missing={theirs ? '' : words('panel.nothingThere')} field={field} />
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Fees may differ by half a fen, because one side may carry five decimals and the other whole fen (product.md §5.4). */
function isRounding({ ledger, statement }: ReconciliationException): boolean {
  const [ours, theirs] = [ledger?.fee_fen ?? null, statement?.fee_millifen ?? null];
  return ours !== null && theirs !== null && Math.abs(Math.abs(theirs) - Math.abs(ours) * 1_000) <= 500;
}

function Cell({ text, missing, field }: { text: string; missing: string; field: Field }) {
  const words = useWords('reconciliation');
  if (text === '') return <td className="hc-soft">{field === 'amount' && missing !== '' ? missing : '—'}</td>;
  if (!field.endsWith('Number')) return <td className="hc-figures">{text}</td>;
  return (
    <td>
      <CopyText text={text} label={words(`panel.field.${field}`)}>
        {text.length > 10 ? `…${text.slice(-8)}` : text}
      </CopyText>
    </td>
  );
}

function oursOf(row: LedgerEntry, words: ReturnType<typeof useWords<'reconciliation'>>): Side {
  return {
    amount: signedYuan(row.amount_fen),
    paid: '',
    fee: row.fee_fen === null ? '' : signedYuan(row.fee_fen),
    status: words(`status.${row.status}`),
    time: timeText(row.event_time),
    requestDate: dayText(row.request_date),
    requestNumber: row.request_number,
    huifuNumber: row.huifu_number,
    partyOrderNumber: row.party_order_number,
    walletNumber: row.wallet_number,
    originalNumber: row.original_request_number,
  };
}

function theirsOf(line: StatementEntry, words: ReturnType<typeof useWords<'reconciliation'>>): Side {
  return {
    amount: signedYuan(line.amount_fen),
    paid: line.paid_fen === null ? '' : signedYuan(line.paid_fen),
    fee: line.fee_millifen === null ? '' : finestYuan(line.fee_millifen),
    status: line.status ? words(`status.${line.status}`) : '',
    time: timeText(line.event_time),
    requestDate: dayText(line.request_date),
    requestNumber: line.request_number,
    huifuNumber: line.huifu_number,
    partyOrderNumber: line.party_order_number,
    walletNumber: line.wallet_number,
    originalNumber: line.original_request_number,
  };
}

/** `2026-11-23T12:00:00+08:00` → `2026-11-23 12:00:00`. */
function timeText(iso: string): string {
  return iso.slice(0, 19).replace('T', ' ');
}
