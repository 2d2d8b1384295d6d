/** True for this computer itself: `localhost`, 127.0.0.0/8, `[::1]`. Practice mode lives there. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * The address, if it may be called or opened outside the window: https anywhere, http only on this computer, and no name
 * or password in it. Anything else (`file:`, `javascript:`, `ms-settings:`, plain http) is `null`.
 */
export function outsideAddress(url: string): URL | null {
  const address = URL.parse(url);
  if (!address || address.username !== '' || address.password !== '') return null;
  if (address.protocol === 'https:') return address;
  return address.protocol === 'http:' && isLoopback(address.hostname) ? address : null;
}
