import { standardSchemes } from './session.ts';

/**
 * Chromium takes no custom scheme from outside, so `app://console/x` is loaded as `https://console.app.invalid/x` (`.invalid`
 * can never be a real host) and answered by the protocol handler before it reaches any network. The page has a secure
 * origin of its own either way. Everything the console's main process sees is translated back: sender frames, navigation,
 * requests.
 */
export function toChromium(url: string): string {
  const [, scheme, host, rest] = /^([a-z]+):\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  return scheme !== undefined && standardSchemes.has(scheme) ? `https://${host}.${scheme}.invalid${rest}` : url;
}

/** The address as the console's main process knows it. */
export function fromChromium(url: string): string {
  const [, prefix = '', host, scheme, rest] =
    /^(blob:)?https:\/\/([^/?#]*)\.([a-z]+)\.invalid(?![^/?#])(.*)$/s.exec(url) ?? [];
  return scheme !== undefined && standardSchemes.has(scheme) ? `${prefix}${scheme}://${host}${rest}` : url;
}
