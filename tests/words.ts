import { resources, type Namespace } from '../shared/i18n/index.ts';

/** A Chinese word of the console by its key, such as `words('app', 'nav.collect')`; throws when there is none. */
export function words(namespace: Namespace, key: string, values: Record<string, string | number> = {}): string {
  let found: unknown = resources['zh-CN'][namespace];
  for (const part of key.split('.')) found = (found as Record<string, unknown> | undefined)?.[part];
  if (typeof found !== 'string') throw new Error(`no word ${namespace}:${key}`);
  return found.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
