import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fen } from '../../../shared/domain/money.ts';
import { UNHEARD, type Payment } from '../../../shared/domain/payment.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import { UNHEARD_REFUND, type Refund } from '../../../shared/domain/refund.ts';
import { businessDateOf, instant } from '../../../shared/domain/time.ts';
import { openLedger, type OpenLedgerOptions } from '../index.ts';
import type { NewRefundEvent } from '../interfaces/refunds.ts';
import type { CloseIntent, Ledger, NewPaymentEvent } from '../types.ts';

/** 2026-11-23 12:00 in Beijing. */
export const NOON = instant(Date.UTC(2026, 10, 23, 4));

export function sampleProfile(id: string, over: Partial<Profile> = {}): Profile {
  return {
    id,
    name: '测试小店',
    environment: 'practice',
    sysId: '6666000100000001',
    productId: 'KAZX',
    huifuId: '6666000100000002',
    baseUrl: 'http://127.0.0.1:1',
    generation: 'v2',
    projectId: '',
    projectTitle: '',
    skillSource: '',
    linkMinutes: 10,
    huifuPublicKey: 'AAAA',
    keyId: 'key-1',
    keyFingerprint: 'ab cd',
    keyBits: 2048,
    hasWebhookKey: false,
    createdAt: NOON,
    ...over,
  };
}

let counter = 0;

/** A payment with a number of its own, in state `created`. */
export function samplePayment(profileId: string, over: Partial<Payment> = {}): Payment {
  const createdAt = over.createdAt ?? instant(NOON + counter);
  const number = over.requestNumber ?? `P20261123120000A1${String(counter).padStart(8, '0')}`;
  counter += 1;
  return {
    id: number,
    profileId,
    huifuId: '6666000100000002',
    requestDate: businessDateOf(createdAt),
    requestNumber: number,
    way: 'hosted',
    method: 'unknown',
    state: 'created',
    amount: fen(1250),
    note: '两杯豆浆',
    operatorId: null,
    till: '01',
    createdAt,
    expiresAt: instant(createdAt + 600_000),
    ...UNHEARD,
    ...over,
  };
}

export function sampleEvent(over: Partial<NewPaymentEvent> = {}): NewPaymentEvent {
  return {
    at: NOON,
    kind: 'intent',
    from: 'created',
    to: 'created',
    respCode: null,
    respDesc: null,
    requestNumber: null,
    detail: null,
    ...over,
  };
}

export function sampleClose(paymentId: string, over: Partial<CloseIntent> = {}): CloseIntent {
  counter += 1;
  return {
    requestNumber: `C20261123120000A1${String(counter).padStart(8, '0')}`,
    requestDate: businessDateOf(NOON),
    paymentId,
    state: 'scheduled',
    dueAt: instant(NOON + 60_000),
    respCode: null,
    respDesc: null,
    ...over,
  };
}

/** A refund with a number of its own, in state `requested`. */
export function sampleRefund(paymentId: string, over: Partial<Refund> = {}): Refund {
  counter += 1;
  const number = over.requestNumber ?? `R20261123130000A1${String(counter).padStart(8, '0')}`;
  return {
    ...UNHEARD_REFUND,
    id: number,
    paymentId,
    huifuId: '6666000100000002',
    requestDate: businessDateOf(NOON),
    requestNumber: number,
    route: 'hosting',
    origin: 'console',
    state: 'requested',
    amount: fen(250),
    fee: null,
    reason: '商品退货',
    level: 2,
    operatorId: null,
    approverId: null,
    till: '01',
    batchId: null,
    createdAt: instant(NOON + counter),
    ...over,
  };
}

export function sampleRefundEvent(over: Partial<NewRefundEvent> = {}): NewRefundEvent {
  return {
    at: NOON,
    kind: 'intent',
    from: 'requested',
    to: 'requested',
    respCode: null,
    respDesc: null,
    detail: null,
    ...over,
  };
}

/** A folder of the test's own; `remove` in the end. */
export function tempDir(): { dir: string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'ledger-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Opens a practice ledger that must open. */
export async function mustOpen(dir: string, over: Partial<OpenLedgerOptions> = {}): Promise<Ledger> {
  const opened = await openLedger({ dir, name: 'practice', ...over });
  if (!opened.ok) throw new Error(`the ledger did not open: ${JSON.stringify(opened.error)}`);
  return opened.data;
}
