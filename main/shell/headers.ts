/**
 * What the page may load: its own files and nothing else; no connection of any kind.
 *
 * `style-src` allows inline styles because antd's CSS-in-JS writes `<style>` elements while it runs, from several packages of
 * which not all pass a nonce on. A style cannot run script, and with images and fonts limited to our own files it cannot
 * send anything out either. Script stays strict: own files only, nothing inline, no `eval`.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Features that a page could ask for and ours never needs. Those that Chromium asks about also end in `denyAll`. */
const permissionsPolicy = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'usb',
  'serial',
  'hid',
  'midi',
  'payment',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Sent with every answer of the `app:` scheme, errors included. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy': permissionsPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A name in a prefetch hint would leave the computer as a DNS query, past every rule above.
  'X-DNS-Prefetch-Control': 'off',
  'Cache-Control': 'no-cache',
};
