import type { KeyObject } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/domain/result.ts';
import { compact, isObject, parseKeepingNumbers } from './jsonText.ts';
import { verifyText } from './keys.ts';

/** The business fields of a request. A map, so that no name can reach an object's prototype. */
export type Fields = ReadonlyMap<string, unknown>;

/** Who may call, and the key that proves it. */
export interface Caller {
  sysId: string;
  productId: string;
  publicKey: KeyObject;
}

/** Why a request does not reach any business (huifu-api.md §4.1). */
export type EnvelopeProblem = 'malformed' | 'illegalCharacters' | 'unknownCaller' | 'badSignature';

/** Controls and line separators other than the blanks JSON itself allows between tokens (§2.3.5). */
const ILLEGAL_RAW = /[^\P{Cc}\t\n\r]|[\u2028\u2029]/u;
/** The same inside a value, where even a line break is illegal, and halves of surrogate pairs. */
const ILLEGAL_VALUE = /[\p{Cc}\u2028\u2029\p{Cs}]/u;

/** Opens a request body: UTF-8 → JSON → caller → signature over the rebuilt canonical text (huifu-api.md §1.2, §2.1). */
export function openEnvelope(body: Uint8Array, caller: Caller): Result<Fields, EnvelopeProblem> {
  const text = decode(body);
  if (text === null || ILLEGAL_RAW.test(text)) return err('illegalCharacters');
  try {
    const envelope = parseKeepingNumbers(text);
    return isObject(envelope) ? openParsed(envelope, caller) : err('malformed');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return err('malformed');
    throw error;
  }
}

function openParsed(envelope: Record<string, unknown>, caller: Caller): Result<Fields, EnvelopeProblem> {
  const { sys_id: sysId, product_id: productId, sign, data } = envelope;
  if (typeof sysId !== 'string' || typeof productId !== 'string' || typeof sign !== 'string' || !isObject(data))
    return err('malformed');
  if (hasIllegalText(data)) return err('illegalCharacters');
  if (sysId !== caller.sysId || productId !== caller.productId) return err('unknownCaller');
  if (!canonicalTexts(data).some((text) => verifyText(text, sign, caller.publicKey))) return err('badSignature');
  return ok(new Map(Object.entries(data)));
}

/**
 * What a signer may have signed: the outermost keys sorted; objects inside as delivered, or sorted too, since the
 * documents and the SDKs disagree (huifu-api.md §2.2).
 */
export function canonicalTexts(data: unknown): string[] {
  return [compact(data, 'topSorted'), compact(data, 'allSorted')];
}

function hasIllegalText(value: unknown): boolean {
  if (typeof value === 'string') return ILLEGAL_VALUE.test(value);
  if (Array.isArray(value)) return value.some(hasIllegalText);
  return (
    isObject(value) && Object.entries(value).some(([key, item]) => ILLEGAL_VALUE.test(key) || hasIllegalText(item))
  );
}

function decode(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}
