import { err, ok, type Result } from './result.ts';

export type BaseUrlProblem = 'badAddress' | 'plainHttp';

/**
 * Checks and normalises the gateway's base URL (huifu-api.md §1.1): https, or http on loopback for a gateway of one's own
 * machine; an optional path prefix; no user, query or fragment.
 *
 * @returns the URL without a trailing slash, or why it cannot be used
 */
export function checkBaseUrl(text: string): Result<string, BaseUrlProblem> {
  const url = URL.parse(text.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return err('badAddress');
  if (url.username || url.password || url.search || url.hash || /[?#\\]/.test(text)) return err('badAddress');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return err('plainHttp');
  return ok(url.origin + url.pathname.replace(/\/+$/, ''));
}

/** Whether a URL points to this machine itself. Anything unreadable does not. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && isLoopback(url.hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
