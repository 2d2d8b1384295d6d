import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { benchFolder } from './report.ts';

// One engine over one pair of files, as a process of its own; bench/reconcile.ts measures it from outside.
const [engine = '', ledger = '', statement = ''] = process.argv.slice(2);
if (engine === 'console') await runConsole();
else if (engine === 'duckdb') await runDuckDb();
else await wait(300);

async function runConsole(): Promise<void> {
  const { reconcile } = await import('../main/reconciliation/index.ts');
  await reconcile({ ledger, statements: [statement], out: join(benchFolder, 'reconcile.json') });
}

/** A plain join by one key; every column as text, because that is how a statement's numbers have to be read. */
async function runDuckDb(): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await db.run(`
    copy (
      with l as (select * from read_csv('${ledger}', header = true, all_varchar = true, delim = ',', quote = '"')),
           s as (select * from read_csv('${statement}', header = true, all_varchar = true, delim = ',', quote = '"', null_padding = true))
      select case when s."全局流水号" is null then 'MISS-GW'
                  when l.huifu_number is null then 'MISS-US'
                  when s."交易状态" <> '成功' or l.status not in ('paid', 'refunded') then 'STATUS'
                  when try_cast(s."交易金额(元)" as decimal(18, 2)) * 100 <> cast(l.amount_fen as bigint) then 'AMT'
                  else 'FEE' end as outcome, *
      from l full outer join s on l.huifu_number = s."全局流水号" and (l.kind = 'refund') = (s."交易类型" = '退款')
      where s."全局流水号" is null or l.huifu_number is null
         or s."交易状态" <> '成功' or l.status not in ('paid', 'refunded')
         or try_cast(s."交易金额(元)" as decimal(18, 2)) * 100 <> cast(l.amount_fen as bigint)
         or abs(try_cast(s."手续费(元)" as decimal(18, 5))) * 100 <> cast(l.fee_fen as bigint)
    ) to '${join(benchFolder, 'reconcile-duckdb.csv')}' (header true)`);
}
