import type { Language } from '../contract/app.ts';
import type { AdviceKey } from './advice.ts';

/**
 * What to do about the faults that are known by their words, step by step (huifu-api.md §4.3 A–D, F; E, two notices for
 * one payment, is no fault). Shown beneath the advice wherever it appears.
 */
export const adviceSteps: Partial<Record<AdviceKey, Record<Language, readonly string[]>>> = {
  appIdNotBound: {
    'zh-CN': [
      '登录服务商（渠道商）控台，找到这个商户的「微信配置」',
      '添加收款用的公众号或小程序 AppID，前后不要有空格',
      '等几分钟生效后再试；期间可用其他方式收款',
    ],
    en: [
      'Sign in to the service provider’s console and open the merchant’s WeChat configuration',
      'Add the appid of the account or mini program that collects, without blanks around it',
      'Wait some minutes, then try again; use another payment method meanwhile',
    ],
  },
  wechatRealName: {
    'zh-CN': [
      '在服务商控台打开「实名认证」，查看进度',
      '由联系人用微信扫描授权码（拓展码），完成确认和授权',
      '微信显示已认证的，以微信为准；汇付的状态可能晚一些',
    ],
    en: [
      'Open real-name verification in the service provider’s console and see how far it has come',
      'The contact scans the authorisation code with WeChat, confirms and authorises',
      'Where WeChat says verified, that counts; Huifu’s copy may lag behind',
    ],
  },
  alipayCertification: {
    'zh-CN': ['在支付宝里搜索「商家认证助手」', '由负责人完成商家认证', '认证通过后再试；期间可用其他方式收款'],
    en: [
      'Search for 商家认证助手 in Alipay',
      'The person in charge completes the certification there',
      'Try again once it passed; use another payment method meanwhile',
    ],
  },
  redirectDomain: {
    'zh-CN': [
      '登录微信公众平台 → 设置与开发 → 公众号设置 → 功能设置',
      '「网页授权域名」填收款页外网地址的域名，并按提示把校验文件放到网站根目录',
      '支付授权目录要填到收款页的完整目录，以 / 结尾',
    ],
    en: [
      'Sign in to WeChat’s platform: settings and development → account settings → function settings',
      'Enter the domain of the page’s public address as web authorisation domain, and put the verification file into the site’s root',
      'Register the page’s full directory as payment directory, ending with /',
    ],
  },
  dataPermission: {
    'zh-CN': [
      '核对产品号（product_id）是否正确',
      '核对商户号（huifu_id）是否属于这个系统号（sys_id）',
      '核对环境：测试商户号在生产环境不存在',
    ],
    en: [
      'Is the product number (product_id) right?',
      'Does the merchant ID (huifu_id) belong to this system number (sys_id)?',
      'Is it the right environment? Test merchants do not exist in production',
    ],
  },
  openIdMismatch: {
    'zh-CN': ['核对收款页设置里的 AppID 和 AppSecret 是同一个公众号', '让顾客关闭页面，重新扫码，取得新的身份标识'],
    en: [
      'Check that AppID and AppSecret in the page’s settings are of one and the same account',
      'Have the customer close the page and scan again, for a new customer ID',
    ],
  },
  interfacePermission: {
    'zh-CN': ['把系统号和接口名称发给汇付或服务商，申请开通', '开通后再试'],
    en: [
      'Send the system number and the interface’s name to Huifu or the service provider and ask for it',
      'Try again',
    ],
  },
  wechatRiskFrozen: {
    'zh-CN': ['由负责人登录微信支付商家助手，查看冻结原因', '按要求提交申诉材料', '解除前请用其他方式收款'],
    en: [
      'The person in charge looks up the reason in WeChat Pay’s merchant assistant',
      'Submit the appeal that it asks for',
      'Use another payment method until it is lifted',
    ],
  },
  noChannel: {
    'zh-CN': ['在服务商控台查看商户的微信、支付宝通道和费率是否已开通', '没有的请联系服务商开通，再试'],
    en: [
      'Look in the service provider’s console whether WeChat and Alipay channels and rates are open',
      'Ask the service provider for what is missing, then try again',
    ],
  },
  severalChannels: {
    'zh-CN': ['商户在多个通道入驻过，请服务商确认应该走哪一个', '请服务商把默认通道设好，或提供通道号和场景'],
    en: [
      'The merchant is registered with several channels: ask the service provider which one is meant',
      'Have the default channel set, or get the channel’s number and scene',
    ],
  },
};
