import type { NotSentReason } from './types.ts';

/** What a failed call amounts to. Only where the connection was certainly never made is it `notSent` (huifu-api.md §1.3, §1.4). */
export type NetworkFailure =
  | { kind: 'notSent'; reason: Exclude<NotSentReason, 'keyUnavailable'>; detail: string }
  | { kind: 'lost'; reason: 'timeout' | 'connectionLost'; detail: string };

/**
 * Codes of Node's own network and of Electron's (Chromium's, without `net::`) that come up before a request can leave:
 * no route, no name, no listener, or a certificate that this side refused. TLS faults that may also come later, such as
 * `ERR_SSL_WRONG_VERSION_NUMBER`, are left out on purpose: when in doubt, it may have been sent.
 */
const notSentCodes: Record<string, Exclude<NotSentReason, 'keyUnavailable'>> = {
  ENETUNREACH: 'offline',
  EHOSTUNREACH: 'offline',
  ENETDOWN: 'offline',
  EADDRNOTAVAIL: 'offline',
  ERR_INTERNET_DISCONNECTED: 'offline',
  ERR_ADDRESS_UNREACHABLE: 'offline',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  ERR_NAME_NOT_RESOLVED: 'dns',
  ERR_NAME_RESOLUTION_FAILED: 'dns',
  ECONNREFUSED: 'refused',
  UND_ERR_CONNECT_TIMEOUT: 'refused',
  ERR_CONNECTION_REFUSED: 'refused',
  ERR_CONNECTION_TIMED_OUT: 'refused',
  ERR_PROXY_CONNECTION_FAILED: 'refused',
  ERR_TUNNEL_CONNECTION_FAILED: 'refused',
  ERR_NETWORK_ACCESS_DENIED: 'refused',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  INVALID_CA: 'tls',
  INVALID_PURPOSE: 'tls',
  PATH_LENGTH_EXCEEDED: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'tls',
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'tls',
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: 'tls',
  ERR_SSL_VERSION_OR_CIPHER_MISMATCH: 'tls',
  ERR_INVALID_URL: 'badAddress',
  ERR_UNSAFE_PORT: 'badAddress',
  ERR_DISALLOWED_URL_SCHEME: 'badAddress',
  ERR_UNKNOWN_URL_SCHEME: 'badAddress',
  ERR_BLOCKED_BY_CLIENT: 'badAddress',
};

/** Families of certificate faults: Node's `CERT_…`, `UNABLE_TO_…`, `ERROR_IN_CERT_…`, Chromium's `ERR_CERT_…`. */
const certificateFault = /^(CERT_|CRL_|UNABLE_TO_|ERROR_IN_C(ERT|RL)_|ERR_CERT_)/;

/** Names of codes only; an error's own words may quote the request. */
const codeShape = /^[A-Z][A-Z0-9_]{2,60}$/;

/** Reads the error of a `fetch` that gave no answer: its codes, its causes' codes, and Chromium's `net::` names. */
export function readNetworkError(error: unknown): NetworkFailure {
  let detail = '';
  for (const { code, syscall } of signsOf(error)) {
    // `connect ETIMEDOUT` is a connection never made; the same code while reading is an answer that never came.
    const reason = code === 'ETIMEDOUT' && syscall === 'connect' ? 'refused' : notSentCodes[code];
    if (reason) return { kind: 'notSent', reason, detail: code };
    if (certificateFault.test(code)) return { kind: 'notSent', reason: 'tls', detail: code };
    detail = code;
  }
  const timedOut = /TIMED_?OUT|TIMEOUT/.test(detail);
  return { kind: 'lost', reason: timedOut ? 'timeout' : 'connectionLost', detail };
}

interface Sign {
  code: string;
  syscall: unknown;
}

/** The codes found along an error's chain of causes, innermost last. */
function signsOf(error: unknown, depth = 0): Sign[] {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const { code, syscall, message, cause } = error as Record<string, unknown>;
  const signs: Sign[] = [];
  if (typeof code === 'string' && codeShape.test(code)) signs.push({ code, syscall });
  const chromium = typeof message === 'string' ? /net::(ERR_[A-Z0-9_]+)/.exec(message)?.[1] : undefined;
  if (chromium) signs.push({ code: chromium, syscall });
  // Node's fetch has no code for the ports that browsers refuse.
  if (message === 'bad port') signs.push({ code: 'ERR_UNSAFE_PORT', syscall });
  return [...signs, ...signsOf(cause, depth + 1)];
}
