import type { Language } from '../shared/contract/app.ts';
import { resources, type Namespace } from '../shared/i18n/index.ts';

/** A word of the console by its key, such as `words('app', 'nav.collect')`, in Chinese unless told; throws when there is none. */
export function words(
  namespace: Namespace,
  key: string,
  values: Record<string, string | number> = {},
  language: Language = 'zh-CN',
): string {
  let found: unknown = resources[language][namespace];
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
  if (typeof found !== 'string') throw new Error(`no word ${namespace}:${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
