import type { Profile } from '../../../shared/domain/profile.ts';
import { createCaller, type CallSpec, type GatewayIo } from '../call.ts';
import { fieldOf, nestedFields, parseMaybeJson, textOf, type AnswerFields } from '../fields.ts';
import type { CallNumber, GatewayIdentity } from '../types.ts';
import { everywhere, rawFields } from './raw.ts';
import { readRealName } from './realName.ts';
import type { MerchantLookups, MerchantReport, WechatConfigReport, WechatUser } from './types.ts';

/** Huifu's look-ups for one merchant (huifu-api.md §3.9). */
export function createLookups(identity: GatewayIdentity, io: GatewayIo): MerchantLookups {
  const { profile } = identity;
  const call = createCaller(identity, io);
  return {
    wechatUser: (own, code, appId) =>
      call({
        ...question(profile, own, { auth_code: code, sub_appid: appId || undefined }),
        path: '/v2/trade/wxusermark/query',
        read: readWechatUser,
      }),
    unionPayUser: (own, code, app) =>
      call({
        ...question(profile, own, { auth_code: code, app_up_identifier: app }),
        path: '/v2/trade/payment/usermark2/query',
        read: (fields) => {
          const userId = textOf(fields, 'user_id');
          return userId === '' ? null : { userId };
        },
      }),
    wechatConfig: (own) =>
      call({ ...question(profile, own), path: '/v2/merchant/busi/config/query', read: readWechatConfig }),
    realName: (own) =>
      call({ ...question(profile, own), path: '/v2/merchant/busi/realname/query', read: readRealName }),
    merchant: (own) => call({ ...question(profile, own), path: '/v2/merchant/basicdata/query', read: readMerchant }),
  };
}

/** Answers repeat only some of what was asked, and none of it is certain to be there: what is there must fit. */
function question(
  profile: Profile,
  { requestDate, requestNumber }: CallNumber,
  more: Record<string, string | undefined> = {},
): Omit<CallSpec<never>, 'path' | 'read'> {
  return {
    kind: 'query',
    requestNumber,
    fields: { req_date: requestDate, req_seq_id: requestNumber, huifu_id: profile.huifuId, ...more },
    echoes: { huifu_id: [profile.huifuId], req_seq_id: [requestNumber] },
    required: [],
    amount: null,
    stateOf: () => null,
  };
}

/** The names are not published: whatever there is, at the top or inside `wx_response` (huifu-api.md §10 no. 4). */
function readWechatUser(fields: AnswerFields): WechatUser {
  const inner = nestedFields(fields, 'wx_response');
  const find = (...names: string[]) => textOf(fields, ...names) || textOf(inner, ...names) || null;
  return {
    openId: find('openid', 'wx_user_id'),
    appOpenId: find('sub_openid'),
    raw: rawFields(fields),
  };
}

function readWechatConfig(fields: AnswerFields): WechatConfigReport {
  const bound = parseMaybeJson(fieldOf(fields, 'atu_config_bo_list'));
  const failed = parseMaybeJson(fieldOf(fields, 'atu_config_bo_fail_list'));
  const texts = everywhere(bound);
  return {
    appIds: [...new Set(texts.filter((text) => /^wx[0-9a-z]{8,30}$/i.test(text)))],
    paths: [...new Set(texts.filter((text) => /^https?:\/\//i.test(text)))],
    failures: everywhere(failed).slice(0, 10),
    raw: rawFields(fields),
  };
}

function readMerchant(fields: AnswerFields): MerchantReport {
  const count = (name: string) => {
    const list = parseMaybeJson(fieldOf(fields, name));
    return Array.isArray(list) ? list.length : 0;
  };
  return {
    name: textOf(fields, 'short_name', 'reg_name'),
    wechatChannels: count('qry_wx_conf_list'),
    alipayChannels: count('qry_ali_conf_list'),
  };
}
