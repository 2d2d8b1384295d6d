import type { Instant } from '../../shared/domain/time.ts';
import { readNetworkError, type NetworkFailure } from './networkError.ts';

/** Total time for one call, connecting included (huifu-api.md §1.4). Node's own `fetch` gives up connecting after 10 s. */
const CALL_TIMEOUT_MS = 30_000;

/** An answer is a few KB; anything near this is no answer of the gateway. */
export const MAX_ANSWER_BYTES = 1_048_576;

export interface TransportRequest {
  url: string;
  /** Sent as it is, UTF-8. */
  body: string;
  headers: Record<string, string>;
  /** Total time for this call instead of the usual one. */
  timeoutMs?: number;
}

/** What came of sending: the answer as received, or what is known about its absence. Never holds request data. */
export type TransportResult =
  | {
      kind: 'answered';
      status: number;
      /** The body of a 200; `null` when it is too long or not UTF-8, and for every other status, whose body is not read. */
      text: string | null;
      /** Milliseconds by which the `Date` header is ahead of this PC's clock; good to about a second. */
      clockAheadMs: number | null;
    }
  | NetworkFailure;

export type Transport = (request: TransportRequest) => Promise<TransportResult>;

/** What the injected network gave, once headers were there; a body cut short is a value here, not an error. */
interface Received {
  body: Uint8Array | 'unread' | 'tooLong' | 'cut';
  headersAt: Instant;
  headersTick: number;
}

/** Reads axios. It is a quarter of the program, and no view needs it: a start reads it once the window has drawn. */
export const loadAxios = () => import('axios');

/**
 * Makes the one way out to the gateway: axios over an injected `fetch`, so that Electron's own network (system proxy,
 * system certificates) is used there and Node's in tests. No redirects, no cookies, no retries. Never throws.
 *
 * The whole call is bounded by `timeoutMs`. `fetch` cannot bound the connecting alone; that is the network's own affair.
 */
export function createTransport(io: { fetch: typeof fetch; now: () => Instant; timeoutMs?: number }): Transport {
  const loading = loadAxios().then(({ default: axios }) =>
    axios.create({
      adapter: 'fetch',
      env: { fetch: receiving(io.fetch, io.now) },
      method: 'post',
      responseType: 'arraybuffer',
      transformRequest: [],
      transformResponse: [],
      validateStatus: () => true,
      maxRedirects: 0,
      withCredentials: false,
    }),
  );
  loading.catch(() => {}); // whoever sends is told

  return async ({ url, body, headers, timeoutMs }) => {
    const deadline = AbortSignal.timeout(io.timeoutMs ?? timeoutMs ?? CALL_TIMEOUT_MS);
    const send = async () => {
      const client = await loading;
      const startTick = performance.now();
      const {
        status,
        headers: answered,
        data,
      } = await client.request<Received>({
        url,
        data: body,
        headers,
        signal: deadline,
      });
      return readAnswer(status, answered['date'], data, startTick);
    };
    const call = send().catch(
      // An AxiosError carries the request, signature included: it ends here.
      (error: unknown) => (deadline.aborted ? timedOut : readNetworkError(error)),
    );
    return Promise.race([call, aborted(deadline)]);
  };
}

const timedOut: NetworkFailure = { kind: 'lost', reason: 'timeout', detail: 'ETIMEDOUT' };

function aborted(signal: AbortSignal): Promise<NetworkFailure> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(timedOut), { once: true });
  });
}

function readAnswer(status: number, date: unknown, received: Received, startTick: number): TransportResult {
  if (received.body === 'cut') return { kind: 'lost', reason: 'connectionLost', detail: 'body' };
  const roundTrip = received.headersTick - startTick;
  const serverAt = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return {
    kind: 'answered',
    status,
    text: received.body instanceof Uint8Array ? decodeUtf8(received.body) : null,
    // `Date` has whole seconds: half of one is added; half of the round trip lies behind the server's look at its clock.
    clockAheadMs: Number.isNaN(serverAt) ? null : Math.round(serverAt + 500 - (received.headersAt - roundTrip / 2)),
  };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * Wraps `fetch` so that axios is handed a finished, bounded answer. Axios' own size limit cannot be used: it rebuilds the
 * `Response`, whose constructor refuses the gateway's statuses 911–923 (huifu-api.md §4.1).
 */
function receiving(send: typeof fetch, now: () => Instant): typeof fetch {
  return async (...request: Parameters<typeof fetch>) => {
    const response = await send(...request);
    const received: Received = { body: 'unread', headersAt: now(), headersTick: performance.now() };
    received.body = response.status === 200 ? await readBody(response) : await dropBody(response);
    const { status, statusText, headers } = response;
    const handedOver = { status, statusText, headers, body: null, arrayBuffer: async () => received };
    return handedOver as unknown as Response;
  };
}

async function readBody(response: Response): Promise<Received['body']> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      if (length > MAX_ANSWER_BYTES) return 'tooLong';
      chunks.push(chunk);
    }
  } catch {
    return 'cut';
  }
  return Buffer.concat(chunks);
}

async function dropBody(response: Response): Promise<'unread'> {
  await response.body?.cancel().catch(() => undefined);
  return 'unread';
}
