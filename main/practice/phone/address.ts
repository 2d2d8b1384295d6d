/**
 * Where the phone page of a payment link stands: a link of the cashier or a QR code is its own address; the mini programs'
 * schemes, which no browser can open, carry the token as `t`.
 *
 * @returns `null` for a link that is none of the practice gateway's
 */
export function phoneAddress(link: string, gatewayUrl: string): string | null {
  if (link.startsWith(`${gatewayUrl}/`)) return link;
  const url = URL.parse(link);
  if (url?.protocol !== 'weixin:' && url?.protocol !== 'alipays:') return null;
  const page = url.searchParams.get('page') ?? '';
  const token = url.searchParams.get('t') ?? new URLSearchParams(page.slice(page.indexOf('?') + 1)).get('t');
  return token === null ? null : `${gatewayUrl}/q/${token}`;
}
