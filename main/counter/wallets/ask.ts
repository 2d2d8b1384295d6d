/** What a wallet's service said about a code: the payer, or its own words for why not. */
export type Asked = { ok: true; payer: string } | { ok: false; code: string; text: string };

/** WeChat's and Alipay's answers are a few hundred bytes. */
const MAX_ANSWER = 65_536;
const TIMEOUT_MS = 15_000;

/**
 * Asks a wallet's service and reads a JSON object. The address may hold a secret: it is in no error and no log.
 *
 * @returns `null` when no such answer came
 */
export async function askWallet(
  send: typeof fetch,
  url: string,
  init: RequestInit = {},
): Promise<Record<string, unknown> | null> {
  try {
    const response = await send(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.byteLength;
      if (length > MAX_ANSWER) return null;
      chunks.push(chunk);
    }
    const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

export const noAnswer: Asked = { ok: false, code: '', text: '' };

/** Text of a field, if it is any. */
export function fieldText(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '';
}
