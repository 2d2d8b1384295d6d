import { parseBeijingStamp } from '../../shared/domain/time.ts';
import { fieldOf, nestedFields, textOrNull, type AnswerFields } from './fields.ts';
import type { HostedLink, HostedPlace } from './types.ts';

/** Longest link taken; `jump_url` is documented with 256 characters, longer ones occur. */
const MAX_LINK_LENGTH = 2_048;

/**
 * The link of a pre-order's answer, if it is one that may be shown: https for the cashier page (http where the gateway
 * itself is on this machine, practice), the wallet's own scheme for its mini program (huifu-api.md §3.10.1).
 *
 * @returns `null` when there is none that can be handed out
 */
export function readHostedLink(fields: AnswerFields, place: HostedPlace, allowHttp: boolean): HostedLink | null {
  const allowed = {
    page: allowHttp ? ['https:', 'http:'] : ['https:'],
    alipayApplet: ['alipays:'],
    wechatApplet: ['weixin:'],
  }[place];
  // Type 3 leaves a meaningless fragment in `jump_url`; its scheme stands with the mini program.
  const link =
    place === 'wechatApplet'
      ? fieldOf(nestedFields(fields, 'miniapp_data'), 'scheme_code')
      : fieldOf(fields, 'jump_url');
  if (typeof link !== 'string' || link.length > MAX_LINK_LENGTH) return null;
  const url = URL.parse(link);
  if (!url || !allowed.includes(url.protocol)) return null;
  return {
    // Written anew by the parser, so that nothing invisible gets into a QR code.
    link: url.href,
    preOrderNumber: textOrNull(fields, 'pre_order_id'),
    expiresAt: parseBeijingStamp(fieldOf(fields, 'time_expire')),
  };
}
