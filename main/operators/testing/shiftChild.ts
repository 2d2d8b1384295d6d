import { fen } from '../../../shared/domain/money.ts';
import { instant } from '../../../shared/domain/time.ts';
import { mustOpen, NOON } from '../../ledger/testing/samples.ts';
import { openOperators } from '../operators.ts';
import { quickPinCost } from './staff.ts';
import { openTill } from './till.ts';

/** A console in a process of its own that is killed in the middle of a shift: `shiftChild.ts <folder>`. */
const ledger = await mustOpen(process.argv[2]!);
const operators = await openOperators({
  ledger,
  now: () => instant(NOON),
  pinCost: quickPinCost,
  till: () => '01',
  audit: async () => {},
  changed: () => {},
  warn: () => {},
});
const { shifts, charge, pay } = await openTill({ ledger, operators });
const opened = await shifts.open(fen(20_000));
await pay(await charge());
const open = await charge();
await shifts.handOver([{ kind: 'payment', subject: open.id, to: null }]);
process.stdout.write(`${opened.ok ? opened.data.shift.id : opened.error.code} ${open.id}\n`);
setInterval(() => {}, 60_000);
