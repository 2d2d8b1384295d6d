/** Types of `keychain.mjs` for the tests that use it. */
export function withKeychain(
  options: { home: string; state?: 'unlocked' | 'locked' | 'absent'; password?: string },
  command: string[],
): { file: string; args: string[]; env: Record<string, string | undefined> };
