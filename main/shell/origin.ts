/** The scheme of our own page. It is registered as standard and secure, so that it has a real origin. */
export const APP_SCHEME = 'app';
const APP_HOST = 'console';

/** The one page of the window. */
export const HOME_URL = `${APP_SCHEME}://${APP_HOST}/`;

/** Shown in its place after the page crashed too often. */
export const CRASH_URL = `${APP_SCHEME}://${APP_HOST}/crash`;

/**
 * True for addresses on our own origin, `app://console`. Parsed and compared part by part: `app://console.evil`,
 * `app://x@console/` and `blob:app://console/…` are not ours.
 */
export function isOwnPage(url: string): boolean {
  const address = URL.parse(url);
  return (
    address?.protocol === `${APP_SCHEME}:` &&
    address.host === APP_HOST &&
    address.username === '' &&
    address.password === ''
  );
}
