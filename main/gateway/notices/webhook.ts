import { createHash, timingSafeEqual } from 'node:crypto';
import { nestedFields, readFields, textOf } from '../fields.ts';

/** What a console Webhook hints at: a number of an order whose state may have changed (huifu-api.md §5.7). */
export interface WebhookHint {
  /** Numbers under which the order may be known here, likeliest first. */
  numbers: string[];
  /** Distinguishes one event from the next. */
  key: string;
}

/**
 * Checks a console Webhook: `MD5(body + endpoint key)` in upper-case hex, over the bytes as they came (huifu-api.md §5.7).
 * MD5 with a secret at the end is a weak seal, and the body's form differs between events: it is a hint, and whoever gets
 * one asks the gateway.
 *
 * @returns `null` when it is not sealed with this key or is no JSON object
 */
export function readWebhook(body: Uint8Array, sign: string, endpointKey: string): WebhookHint | null {
  const wanted = createHash('md5').update(body).update(endpointKey, 'utf8').digest();
  const given = /^[0-9a-f]{32}$/i.test(sign) ? Buffer.from(sign, 'hex') : null;
  if (endpointKey === '' || !given || !timingSafeEqual(wanted, given)) return null;
  const text = Buffer.from(body).toString('utf8');
  return readFields(text) && { numbers: webhookNumbers(text), key: wanted.toString('hex') };
}

/** The numbers in a Webhook's body that may be an order's, likeliest first; details stand flat or under `data`. */
export function webhookNumbers(text: string): string[] {
  const outer = readFields(text) ?? {};
  const inner = nestedFields(outer, 'data');
  const names = ['org_req_seq_id', 'mer_ord_id', 'req_seq_id', 'org_hf_seq_id', 'hf_seq_id', 'party_order_id'];
  return [...new Set(names.flatMap((name) => [textOf(inner, name), textOf(outer, name)]))].filter((one) => one !== '');
}
