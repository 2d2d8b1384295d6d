import { z } from 'zod';
import { statementKinds } from '../../../shared/domain/statement.ts';
import type { StatementsNeeds } from './types.ts';

const settingsSchema = z.object({
  /** Kinds that are fetched without anybody asking. */
  automatic: z.array(z.enum(statementKinds)),
  /** The watched folder; `null` for none. */
  watch: z.string().nullable(),
  /** Huifu said that statements are not opened; nothing is asked for by itself until somebody tries again. */
  notOpened: z.boolean(),
  /** Days are compared by themselves once their statements are in. */
  compare: z.boolean().default(true),
});
export type StatementSettings = z.infer<typeof settingsSchema>;

/** Two questions a day, which leaves the third for a person. */
const usual: StatementSettings = { automatic: ['trade', 'settlement'], watch: null, notOpened: false, compare: true };
/** In practice nothing is fetched by itself: fetching is what is practised. */
const inPractice: StatementSettings = { ...usual, automatic: [] };

type SettingsNeeds = Pick<StatementsNeeds, 'profile' | 'ledger'>;

const keyOf = (needs: SettingsNeeds) => `statements.${needs.profile().id}`;

export async function loadSettings(needs: SettingsNeeds): Promise<StatementSettings> {
  const fallback = needs.profile().environment === 'practice' ? inPractice : usual;
  const text = await needs.ledger.setting(keyOf(needs));
  if (text === null) return fallback;
  const parsed = settingsSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : fallback;
}

export async function saveSettings(needs: SettingsNeeds, change: Partial<StatementSettings>): Promise<void> {
  const before = await loadSettings(needs);
  const after = { ...before, ...change };
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    await needs.ledger.saveSetting(keyOf(needs), JSON.stringify(after));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
