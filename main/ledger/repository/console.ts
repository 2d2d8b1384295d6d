import { savedViewSchema, type SavedView } from '../../../shared/contract/payments.ts';
import type { Profile } from '../../../shared/domain/profile.ts';
import type { Bindings, Database } from '../database.ts';
import { profileColumns, readProfile, selected } from '../rows.ts';

const FIELDS = Object.keys(profileColumns) as (keyof Profile)[];

const SAVE_PROFILE = `INSERT INTO profile (${FIELDS.map((f) => profileColumns[f]).join(', ')})
  VALUES (${FIELDS.map((f) => `:${f}`).join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${FIELDS.map((f) => `${profileColumns[f]} = excluded.${profileColumns[f]}`).join(', ')}`;

/** In the order in which they were added. */
export function readProfiles(db: Database): Profile[] {
  return db.all(`SELECT ${selected('profile', profileColumns)} FROM profile ORDER BY key`).map(readProfile);
}

export function writeProfile(db: Database, profile: Profile): void {
  const values: Bindings = {};
  for (const field of FIELDS) {
    const value = profile[field];
    values[field] = typeof value === 'boolean' ? Number(value) : value;
  }
  db.run(SAVE_PROFILE, values);
}

/** `false` while the profile has payments or statements. Part of a transaction. */
export function dropProfile(db: Database, id: string): boolean {
  const used = db.get(
    'SELECT 1 FROM payment INDEXED BY payment_list WHERE profile = (SELECT key FROM profile WHERE id = :id) LIMIT 1',
    { id },
  );
  const kept = db.get('SELECT 1 FROM statement WHERE profile = (SELECT key FROM profile WHERE id = :id) LIMIT 1', {
    id,
  });
  if (used || kept) return false;
  // Batches of a merchant without payments never became refunds.
  const batches = 'SELECT key FROM refund_batch WHERE profile = (SELECT key FROM profile WHERE id = :id)';
  db.run(`DELETE FROM refund_batch_line WHERE batch IN (${batches})`, { id });
  db.run('DELETE FROM refund_batch WHERE profile = (SELECT key FROM profile WHERE id = :id)', { id });
  db.run('DELETE FROM profile WHERE id = :id', { id });
  return true;
}

/** In the order in which they were added. A view that is not one (any more) is left out: it is only a convenience. */
export function readViews(db: Database): SavedView[] {
  return db.all('SELECT body FROM saved_view ORDER BY key').flatMap(({ body }) => {
    const parsed = savedViewSchema.safeParse(parseJson(String(body)));
    return parsed.success ? [parsed.data] : [];
  });
}

export function writeView(db: Database, view: SavedView): void {
  db.run('INSERT INTO saved_view (id, body) VALUES (:id, :body) ON CONFLICT (id) DO UPDATE SET body = excluded.body', {
    id: view.id,
    body: JSON.stringify(view),
  });
}

export function dropView(db: Database, id: string): void {
  db.run('DELETE FROM saved_view WHERE id = :id', { id });
}

export function readSetting(db: Database, key: string): string | null {
  const value = db.get('SELECT value FROM setting WHERE key = :key', { key })?.['value'];
  return typeof value === 'string' ? value : null;
}

export function writeSetting(db: Database, key: string, value: string): void {
  db.run(
    'INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    {
      key,
      value,
    },
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
