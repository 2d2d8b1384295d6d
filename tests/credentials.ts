import { writeFileSync } from 'node:fs';
import type { PracticeReady } from './practiceProcess.ts';

/** The JSON file that a merchant of this gateway would hold; `change` replaces or removes (`undefined`) entries. */
export function writeCredentials(path: string, gateway: PracticeReady, change: Record<string, unknown> = {}): string {
  const { sys_id, product_id, huifu_id, project_id, merchant_private_key, huifu_public_key, gateway_url } = gateway;
  const file = {
    sys_id,
    product_id,
    huifu_id,
    project_id,
    project_title: '街角咖啡',
    gateway_url,
    rsa_merch_private_key: merchant_private_key,
    rsa_huifu_public_key: huifu_public_key,
    ...change,
  };
  writeFileSync(path, JSON.stringify(file, null, 2));
  return path;
}
