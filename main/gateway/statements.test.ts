import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statementKinds } from '../../shared/domain/statement.ts';
import { readFields } from './fields.ts';
import { readStatementAnswer } from './statements.ts';

const OWN = '6666000000009001';

const file = fc.record({
  huifu_id: fc.constantFrom(OWN, ''),
  file_date: fc.constant('20261128'),
  bill_type: fc.constantFrom('TRADE_BILL', 'SETTLE_BILL', 'settle_fund_bill', 'SOMETHING_NEW'),
  name: fc.stringMatching(/^[0-9]{8}_[0-9]{16}_(order|settle|split|outcash)_[0-9]\.(csv|zip)$/),
  url: fc.webUrl({ withQueryParameters: true }),
});
const spelling = fc.constantFrom('file_name', 'file_Name', 'FILE_NAME', 'File_Name');
const wrapping = fc.constantFrom('array', 'object', 'string', 'stringOfStrings');

function wrapped(list: object[], how: string): unknown {
  if (how === 'string') return JSON.stringify(list);
  if (how === 'stringOfStrings') return JSON.stringify(list.map((one) => JSON.stringify(one)));
  return how === 'object' && list.length === 1 ? list[0] : list;
}

describe('the answer to a statement query', () => {
  it('reads the same however names are spelt and lists are wrapped', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(file, { selector: ({ url }) => url, minLength: 1, maxLength: 5 }),
        spelling,
        wrapping,
        fc.boolean(),
        (files, name, how, upper) => {
          const entries = files.map((one) => ({
            huifu_id: one.huifu_id,
            file_date: one.file_date,
            bill_type: one.bill_type,
            [name]: one.name,
            [upper ? 'DOWNLOAD_URL' : 'download_url']: one.url,
          }));
          const key = upper ? 'FILE_DETAILS' : 'file_details';
          const { files: read, tasks } = readStatementAnswer({ [key]: wrapped(entries, how) }, OWN);
          expect(read.map(({ url }) => url)).toEqual(files.map(({ url }) => url.trim()));
          expect(read.map((one) => one.name)).toEqual(files.map((one) => one.name));
          expect(read.every(({ kind }) => kind === null || statementKinds.includes(kind))).toBe(true);
          expect(tasks).toEqual([]);
        },
      ),
    );
  });

  it('never throws, whatever the lists hold, and never takes what has no address', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (details, tasks) => {
        const answer = readStatementAnswer({ file_details: details, task_details: tasks }, OWN);
        for (const { url } of answer.files) expect(url).not.toBe('');
      }),
    );
  });

  it('names the kind by type, else by the file’s name; another merchant’s files are left out', () => {
    const entry = (more: object) => ({
      huifu_id: OWN,
      download_url: `https://x/${JSON.stringify(more).length}`,
      ...more,
    });
    const { files } = readStatementAnswer(
      {
        file_details: [
          entry({ bill_type: 'WITHDRAWAL_BILL' }),
          entry({ file_Name: '20261128_1_settleuser_1.csv' }),
          entry({ file_name: '..\\..\\evil/20261128_1_order_1.csv' }),
          entry({ huifu_id: '6666000000000002', bill_type: 'TRADE_BILL', file_name: 'other' }),
        ],
      },
      OWN,
    );
    expect(files.map(({ kind, name }) => [kind, name])).toEqual([
      ['withdrawal', ''],
      ['userSettlement', '20261128_1_settleuser_1.csv'],
      ['trade', '20261128_1_order_1.csv'],
    ]);
  });

  it.each([
    ['I', 'generating'],
    ['P', 'generating'],
    ['DP', 'generating'],
    ['FP', 'generating'],
    ['something new', 'generating'],
    ['', 'generating'],
    ['S', 'done'],
    ['s', 'done'],
    ['F', 'failed'],
  ])('task state %s is %s: only S may ever mean "no records"', (letter, state) => {
    const fields = readFields(
      JSON.stringify({ task_details: { bill_type: 'TRADE_BILL', task_stat: letter, data_date: '20261127' } }),
    )!;
    expect(readStatementAnswer(fields, OWN).tasks).toEqual([{ kind: 'trade', dataDate: '20261127', state }]);
  });
});
