import type { Instant } from './time.ts';

/** API generations of the aggregation endpoints that live side by side (huifu-api.md §3.1). */
export const apiGenerations = ['v2', 'v3', 'v4'] as const;
export type ApiGeneration = (typeof apiGenerations)[number];

/** Live money, or the embedded practice gateway with its own ledger and keys. */
export type Environment = 'live' | 'practice';

/** Everything about a merchant that is not secret. The keys live in the OS keychain under `keyId`. */
export interface Profile {
  id: string;
  /** The name staff know the shop by. */
  name: string;
  environment: Environment;
  /** System number of the caller: the channel's, or the merchant's own (huifu-api.md §0). */
  sysId: string;
  productId: string;
  /** Merchant ID. */
  huifuId: string;
  /** Base URL of the gateway without a trailing slash, an optional path prefix included. */
  baseUrl: string;
  generation: ApiGeneration;
  /** Hosting project (托管项目) that hosted links belong to; empty until given. */
  projectId: string;
  projectTitle: string;
  /** `jpt-x-skill-source`, sent verbatim when not empty (huifu-api.md §1.2). */
  skillSource: string;
  /** Minutes until a hosted link expires. */
  linkMinutes: number;
  /** Huifu's public key, SPKI DER in Base64: what answers are verified with. */
  huifuPublicKey: string;
  /** Name of the private key's entry in the keychain. */
  keyId: string;
  /** SHA-256 of the merchant's public key (SPKI DER), hex in groups: what is shown instead of the key. */
  keyFingerprint: string;
  keyBits: number;
  /** Whether a Webhook endpoint key (终端密钥) is kept in the keychain too. */
  hasWebhookKey: boolean;
  createdAt: Instant;
}

/** Is the private key there? `unavailable`: on record, but the keychain gives nothing, so it is locked or absent, not lost. */
export type KeyState = 'present' | 'missing' | 'unavailable';
