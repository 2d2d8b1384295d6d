import type { WebContents } from 'electron';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ChannelName } from '../../shared/contract/channels.ts';
import { channelNames } from '../../shared/contract/names.ts';
import { roles, type Role } from '../../shared/domain/permission.ts';
import { ok } from '../../shared/domain/result.ts';
import { Staff } from '../operators/testing/staff.ts';
import { answer, type Sender } from './answer.ts';
import type { Handlers } from './handlers/index.ts';

// Every channel against every role, through the one wrapper, with real people in a real ledger. Only what requests must
// look like is left out, which `answer.test.ts` tests: here any request fits, and what is asked is who may make it.
vi.mock('../../shared/contract/channels.ts', async (original) => {
  const { z } = await import('zod');
  const real = await original<typeof import('../../shared/contract/channels.ts')>();
  const names = Object.keys(real.contract);
  return { ...real, contract: Object.fromEntries(names.map((name) => [name, { request: z.unknown() }])) };
});

/**
 * Who may use each channel: Owner, Manager, Cashier, Bookkeeper, Readonly; `-` whoever stands before the locked window.
 * Written out by hand, so that neither a new channel nor a changed right goes unnoticed.
 */
const decided: Partial<Record<string, string>> = {
  'app.state': 'OMCBR-',
  'app.savePreferences': 'OMCBR', // what is not theirs is refused by the handler: see access.test.ts
  'app.copySupport': 'OMCBR-',
  'app.copyText': 'OMCBR-',
  'app.restoreBackup': 'OMCBR-', // only where no ledger could be opened
  'app.quit': 'OMCBR-',
  'profiles.pickFile': 'O',
  'profiles.pasteKey': 'O',
  'profiles.passphrase': 'O',
  'profiles.newDraft': 'O',
  'profiles.dropDraft': 'O',
  'profiles.updateDraft': 'O',
  'profiles.saveDraft': 'O',
  'profiles.check': 'O',
  'profiles.update': 'O',
  'profiles.activate': 'OMCBR',
  'profiles.remove': 'O',
  'practice.enter': 'OMCBR',
  'practice.leave': 'OMCBR-',
  'practice.openPhone': 'OMC',
  'payments.collect': 'OMC',
  'payments.detail': 'OMCBR',
  'payments.list': 'OMCBR',
  'payments.totals': 'OMCBR',
  'payments.search': 'OMCBR',
  'payments.open': 'OMCBR',
  'payments.queryNow': 'OMCBR',
  'payments.resend': 'OMC',
  'payments.cancel': 'OMC',
  'payments.copyLink': 'OMC',
  'payments.saveCard': 'OMC',
  'views.list': 'OMCBR',
  'views.save': 'OMCBR',
  'views.remove': 'OMCBR',
  'audit.list': 'OMB',
  'audit.check': 'OMB',
  'audit.export': 'OMB',
  'jobs.list': 'OMCBR',
  'jobs.cancel': 'OMCBR',
  'print.savePdf': 'OMCBR',
  'session.signIn': 'OMCBR-',
  'session.lock': 'OMCBR-',
  'session.active': 'OMCBR-',
  'session.recover': 'OMCBR-',
  'operators.list': 'OMCBR',
  'operators.add': 'OM',
  'operators.change': 'OM',
  'operators.remove': 'OM',
  'operators.changePin': 'OMCBR',
  'operators.limits': 'OMCBR',
  'operators.setLimits': 'OM',
  'approvals.give': 'OMCBR',
  'shifts.current': 'OMCBR',
  'shifts.open': 'OMC',
  'shifts.handOver': 'OMC',
  'shifts.close': 'OMC',
  'shifts.list': 'OMCBR',
  'signals.list': 'OMB',
  'signals.silence': 'OMCBR',
  'payments.chargeCode': 'OMC',
  'ways.read': 'OMCBR',
  'ways.save': 'O',
  'ways.choose': 'OMC',
  'counter.view': 'OMCBR',
  'counter.saveListener': 'O',
  'counter.savePage': 'O',
  'counter.pasteSecret': 'O',
  'counter.removeSecret': 'O',
  'counter.addPlate': 'O',
  'counter.removePlate': 'O',
  'counter.readiness': 'O',
  'closing.orders': 'OMCBR',
  'closing.closeMany': 'OMC',
  'closing.run': 'OMCBR',
  'closing.history': 'OMCBR',
  'closing.askClose': 'OMCBR',
  'closing.checkReal': 'OMCBR',
  'closing.catchUp': 'OMCBR',
  'closing.catchUps': 'OMCBR',
  'closing.codes': 'OMCBR-',
  'closing.code': 'OMCBR-',
  'counter.wechatUser': 'O',
  'statements.overview': 'OMCBR',
  'statements.list': 'OMCBR',
  'statements.fetch': 'OMB',
  'statements.regenerate': 'OMB',
  'statements.forget': 'OMB',
  'statements.choose': 'OMB',
  'statements.compareItself': 'OMB',
  'statements.checkOpened': 'OMB',
  'statements.import': 'OMB',
  'statements.importChunk': 'OMB',
  'statements.diff': 'OMB',
  'statements.lines': 'OMB',
  'statements.verify': 'OMB',
  'statements.assign': 'OMB',
  'statements.watchFolder': 'OMB',
  'refunds.prepare': 'OMC',
  'refunds.findOrders': 'OMC',
  'refunds.request': 'OMC',
  'refunds.ofPayment': 'OMCBR',
  'refunds.detail': 'OMCBR',
  'refunds.list': 'OMCBR',
  'refunds.totals': 'OMCBR',
  'refunds.queryNow': 'OMCBR',
  'refunds.resend': 'OMC',
  'refunds.handled': 'OMC',
  'refunds.adopt': 'OMC',
  'refunds.settings': 'OMCBR',
  'refunds.saveSettings': 'O',
  'refunds.pickBatch': 'OMC',
  'refunds.batch': 'OMCBR',
  'refunds.batches': 'OMCBR',
  'refunds.startBatch': 'OMC',
  'reconciliation.calendar': 'OMB',
  'reconciliation.day': 'OMB',
  'reconciliation.run': 'OMB',
  'reconciliation.news': 'OMB',
  'reconciliation.list': 'OMB',
  'reconciliation.totals': 'OMB',
  'reconciliation.owners': 'OMB',
  'reconciliation.detail': 'OMB',
  'reconciliation.worst': 'OMB',
  'reconciliation.original': 'OMB',
  'reconciliation.assign': 'OMB',
  'reconciliation.comment': 'OMB',
  'reconciliation.resolve': 'OMB',
  'reconciliation.reopen': 'OMB',
  'reconciliation.adopt': 'OMB',
  'reconciliation.adoptRefund': 'OMB',
  'reconciliation.update': 'OMB',
  'reconciliation.trends': 'OMB',
  'reconciliation.month': 'OMB',
  'reconciliation.lock': 'OMB',
  'reconciliation.unlock': 'OMB',
  'reconciliation.settings': 'OMB',
  'reconciliation.saveSettings': 'OMB',
  'reconciliation.unmapped': 'OMB',
  'reconciliation.saveMapping': 'OMB',
  'settlement.day': 'OMB',
  'settlement.rows': 'OMB',
  'settlement.bridge': 'OMB',
  'exports.run': 'OMB',
  'exports.payments': 'OMB',
};
const letters: Record<Role, string> = { owner: 'O', manager: 'M', cashier: 'C', bookkeeper: 'B', readOnly: 'R' };

const page = { id: 1 } as WebContents;
const home = { sender: page, senderFrame: { url: 'app://console/', parent: null } } as Sender;
let staff: Staff;
let alone: Staff;

beforeAll(async () => {
  staff = await Staff.open();
  await staff.hireEverybody();
  alone = await Staff.open();
});
afterAll(async () => {
  await staff.close();
  await alone.close();
});

/** Calls a channel as whoever is here; tells whether the handler was reached, or the code of the refusal. */
async function call(channel: ChannelName, people: Staff): Promise<string> {
  let reached = false;
  const handlers = { [channel]: async () => ((reached = true), ok(null)) } as unknown as Handlers;
  const options = {
    page: () => page,
    permit: async (permission: Parameters<typeof people.operators.permit>[0]) => {
      if (permission === 'open') return ok(null);
      const allowed = people.operators.permit(permission);
      return allowed.ok ? ok(null) : allowed;
    },
    onFault: () => {},
  };
  const result = await answer(channel, handlers, options, home, undefined);
  expect(reached).toBe(result.ok);
  return result.ok ? 'reached' : result.error.code;
}

it('every channel has a decision, and there is none for a channel that is gone', () => {
  const missing = channelNames.filter((name) => decided[name] === undefined);
  expect(missing, 'add a line for each to `decided`, after thinking about who may').toEqual([]);
  expect(Object.keys(decided).filter((name) => !channelNames.includes(name as ChannelName))).toEqual([]);
});

describe.each(roles)('%s', (role) => {
  beforeAll(() => staff.signIn(role));

  it.each(channelNames)('%s', async (channel) => {
    const expected = decided[channel]?.includes(letters[role]) ? 'reached' : 'notAllowed';
    expect(await call(channel, staff)).toBe(expected);
  });
});

describe('a locked console', () => {
  beforeAll(() => staff.operators.lock('person'));

  it.each(channelNames)('%s', async (channel) => {
    expect(await call(channel, staff)).toBe(decided[channel]?.includes('-') ? 'reached' : 'locked');
  });
});

describe('a shop without operators', () => {
  it.each(channelNames)('%s', async (channel) => expect(await call(channel, alone)).toBe('reached'));
});
