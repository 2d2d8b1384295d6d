import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readWebhook, webhookNumbers } from './webhook.ts';

const key = '0123456789abcdef0123456789abcdef';
const seal = (body: string, with_ = key) =>
  createHash('md5')
    .update(body + with_)
    .digest('hex')
    .toUpperCase();

describe('a console Webhook', () => {
  const body =
    '{"namespace":"opps-webhook","eventDefineNo":"hosting.pay","huifuId":"6666","data":{"mer_ord_id":"P1","fee":0.00}}';

  it('is sealed over the bytes as they came, in either case of the hex', () => {
    expect(readWebhook(Buffer.from(body), seal(body), key)).toMatchObject({ numbers: ['P1'] });
    expect(readWebhook(Buffer.from(body), seal(body).toLowerCase(), key)).not.toBeNull();
    expect(readWebhook(Buffer.from(body.replace('0.00', '0')), seal(body), key)).toBeNull();
  });

  it('with another key, without one, or with no seal at all is none', () => {
    expect(readWebhook(Buffer.from(body), seal(body, 'x'.repeat(32)), key)).toBeNull();
    expect(readWebhook(Buffer.from(body), seal(body, ''), '')).toBeNull();
    expect(readWebhook(Buffer.from(body), '', key)).toBeNull();
    expect(readWebhook(Buffer.from(body), seal(body).slice(1), key)).toBeNull();
  });

  it('that is no object is none, sealed or not', () => {
    expect(readWebhook(Buffer.from('[]'), seal('[]'), key)).toBeNull();
  });

  it('names its order flat or under `data`, the original’s number first', () => {
    expect(webhookNumbers('{"req_seq_id":"C1","org_req_seq_id":"P1"}')).toEqual(['P1', 'C1']);
    expect(webhookNumbers('{"data":"{\\"hf_seq_id\\":\\"H1\\"}"}')).toEqual(['H1']);
    expect(webhookNumbers('no JSON')).toEqual([]);
  });
});
