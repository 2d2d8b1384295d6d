import { fen } from '../../../shared/domain/money.ts';
import { instant } from '../../../shared/domain/time.ts';
import { mustOpen, sampleEvent, samplePayment, sampleProfile } from './samples.ts';

/**
 * A console in a process of its own, for tests that kill it or run two at once: `child.ts <folder> <prefix> <count>`.
 * Inserts payments and moves each to paid, and prints the number of a payment as soon as that is promised.
 */
const [dir = '', prefix = '', count = '0'] = process.argv.slice(2);
const ledger = await mustOpen(dir);
await ledger.saveProfile(sampleProfile('shop'));
for (let i = 0; i < Number(count); i++) {
  const payment = samplePayment('shop', {
    requestNumber: `${prefix}${String(i).padStart(8, '0')}`,
    createdAt: instant(Date.now()),
    requestDate: samplePayment('shop').requestDate,
  });
  await ledger.insertPayment(payment, sampleEvent());
  process.stdout.write(`inserted ${payment.id}\n`);
  const patch = { fee: fen(5), walletNumber: `W${payment.id}` };
  await ledger.movePayment(payment.id, 'created', 'paid', patch, sampleEvent({ kind: 'query', to: 'paid' }));
  process.stdout.write(`paid ${payment.id}\n`);
}
await ledger.close();
