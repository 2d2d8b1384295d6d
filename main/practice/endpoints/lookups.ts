import { createHash } from 'node:crypto';
import { shop } from '../practice.ts';
import { checkFields, checkNumber, optional, required, takeNumber, text } from './fields.ts';
import { reply, type Call, type Reply } from './reply.ts';

const common = required(['req_date', 8], ['req_seq_id', 32], ['huifu_id', 32]);

/** Look-ups use numbers like everything else, and answer with the fields that are known of the real ones (huifu-api.md §3.9). */
function lookup(rules: typeof common, answer: (call: Call) => Reply): (call: Call) => Reply {
  return (call) => {
    const refused = checkFields(call, [...common, ...rules]) ?? checkNumber(call, true);
    if (refused) return refused;
    takeNumber(call);
    return answer(call);
  };
}

/** Payment code → WeChat user (huifu-api.md §3.9.1). */
export const wechatUser = lookup(
  [...required(['auth_code', 32]), ...optional(['sub_appid', 32], ['channel_no', 32])],
  ({ fields }) =>
    /^1[0-5]\d{16}$/.test(text(fields, 'auth_code'))
      ? reply('00000000', '查询成功', {
          openid: 'oPractice_0001',
          ...(text(fields, 'sub_appid') !== '' && { sub_openid: 'oPracticeSub_0001' }),
        })
      : reply('10000000', '付款码格式不正确'),
);

/** 云闪付's authorisation code → user (huifu-api.md §3.9.2). */
export const unionPayUser = lookup(required(['auth_code', 64], ['app_up_identifier', 64]), ({ fields }) => {
  const code = text(fields, 'auth_code');
  if (!text(fields, 'app_up_identifier').startsWith('UnionPay/'))
    return reply('10000000', 'app_up_identifier格式不正确');
  if (code === 'used') return reply('90000000', '用户授权码已失效');
  return reply('00000000', '查询成功', { user_id: createHash('sha256').update(code).digest('hex').slice(0, 20) });
});

/** WeChat configuration (huifu-api.md §3.9.9): two accounts and one directory, as JSON text. */
export const wechatConfig = lookup(optional(['bank_channel_no', 32]), ({ practice }) =>
  reply('00000000', '查询成功', {
    atu_config_bo_list: JSON.stringify([
      { fee_type: '02', wx_woa_app_id: 'wx0000000000000001', wx_woa_path: `${practice.gatewayUrl()}/` },
      { fee_type: '02', wx_applet_app_id: 'wx0000000000000002' },
    ]),
    atu_config_bo_fail_list: '[]',
  }),
);

/** Real-name status at WeChat (huifu-api.md §3.9.10). */
export const realName = lookup(optional(['pay_channel_id', 32], ['pay_scene', 2]), () =>
  reply('00000000', '查询成功', {
    applyment_stat: 'APPLYMENT_STATE_PASSED',
    authorize_stat: 'AUTHORIZE_STATE_AUTHORIZED',
  }),
);

/** Merchant detail (huifu-api.md §3.9.11), with the kind of personal data that a console must not keep. */
export const merchantDetail = lookup([], () =>
  reply('00000000', '查询成功', {
    reg_name: shop.name,
    short_name: shop.name,
    cust_type: '1',
    legal_cert_no: '110101199001010011',
    contact_mobile_no: '13800000001',
    qry_wx_conf_list: [
      { pay_scene: '02', fee_rate: '0.38', wx_mer_infos: [{ sub_mer_id: '100000001', is_default: 'Y' }] },
    ],
    qry_ali_conf_list: [{ pay_scene: '1', fee_rate: '0.38' }],
  }),
);
