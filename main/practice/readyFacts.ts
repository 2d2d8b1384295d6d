import type { PracticeGateway } from './index.ts';

/** Where a practice gateway is, and the credentials that it takes, in the keys that merchants' own files have. */
export function readyFacts(gateway: PracticeGateway) {
  return {
    gateway_url: gateway.gatewayUrl,
    control_url: gateway.controlUrl,
    sys_id: gateway.sysId,
    product_id: gateway.productId,
    huifu_id: gateway.huifuId,
    merchant_private_key: gateway.merchantPrivateKey,
    huifu_public_key: gateway.huifuPublicKey,
    project_id: gateway.projectId,
  };
}
