import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What came of one delivery; anything but `acknowledged` is tried again. */
export type Delivery = 'acknowledged' | 'timeout' | 'failed' | `status ${number}` | 'wrongAcknowledgement';

const MAX_ACKNOWLEDGEMENT = 1_024;

/**
 * Why a `notify_url` gets no notice; `null` when it may. Follows huifu-api.md §5.1 with one difference: the practice
 * gateway never calls out of this machine, and takes any port on it.
 */
export function refusedUrl(text: string): 'notUrl' | 'scheme' | 'query' | 'notLoopback' | null {
  const url = URL.parse(text);
  if (!url) return 'notUrl';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'scheme';
  if (text.includes('?')) return 'query';
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname) ? null : 'notLoopback';
}

/**
 * Posts a form once: no redirects, the receiver's certificate is not checked (huifu-api.md §5.1). Acknowledged is a 200
 * whose body is exactly `acknowledgement`. Never rejects.
 */
export function deliver(options: {
  url: string;
  form: string;
  acknowledgement: string;
  timeoutMs: number;
  signal: AbortSignal;
}): Promise<Delivery> {
  const send = options.url.startsWith('https:') ? httpsRequest : httpRequest;
  const timeout = AbortSignal.timeout(options.timeoutMs);
  return new Promise((resolve) => {
    const request = send(
      options.url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
          'content-length': Buffer.byteLength(options.form),
        },
        agent: false,
        rejectUnauthorized: false,
        signal: AbortSignal.any([timeout, options.signal]),
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          if (body.length < MAX_ACKNOWLEDGEMENT) body += chunk;
        });
        response.once('error', () => resolve(timeout.aborted ? 'timeout' : 'failed'));
        response.once('end', () => {
          if (response.statusCode !== 200) return resolve(`status ${response.statusCode ?? 0}`);
          resolve(body === options.acknowledgement ? 'acknowledged' : 'wrongAcknowledgement');
        });
      },
    );
    request.once('error', () => resolve(timeout.aborted ? 'timeout' : 'failed'));
    request.end(options.form);
  });
}
