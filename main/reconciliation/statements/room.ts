import type { WatchedFolder } from '../../../shared/contract/statements.ts';
import { ok } from '../../../shared/domain/result.ts';
import { businessDateOf } from '../../../shared/domain/time.ts';
import { failure } from '../../log/failure.ts';
import { copyIn, satisfied, takeIn } from './intake.ts';
import { importAll } from './importing.ts';
import { overviewOf } from './overview.ts';
import { createReading } from './reading.ts';
import { createSchedule } from './schedule.ts';
import { loadSettings, saveSettings } from './settings.ts';
import { askSwitch } from './switch.ts';
import { createTransfers } from './transfers.ts';
import type { StatementsNeeds, StatementsRoom } from './types.ts';
import { viewOf } from './view.ts';
import { createWishes } from './wishes.ts';
import { labelAgain } from './labelAgain.ts';
import { watchFolder, type Watcher } from './watch.ts';

const LISTED = 500;
const OFF: WatchedFolder = { folder: '', state: 'off' };

/** The statements of one merchant: fetched by plan and by hand, brought in, kept, compared, read back. */
export function createStatementsRoom(needs: StatementsNeeds): StatementsRoom {
  const schedule = createSchedule(needs);
  const reading = createReading(needs);
  const wishes = createWishes(needs, schedule.soon);
  let watcher: Watcher | null = null;
  const transfers = createTransfers(needs.vault, async (arrived) => {
    const result = await takeIn(needs, arrived, 'dropped');
    needs.changed();
    return result;
  });

  function startWatching(folder: string): void {
    const { id: profileId } = needs.profile();
    watcher = watchFolder({
      folder,
      before: (file) => needs.ledger.watchedBefore(profileId, file),
      async take(file) {
        const arrived = await copyIn(needs, file.path);
        const result = 'incoming' in arrived ? await takeIn(needs, arrived, 'watched') : arrived;
        const passing = result.state === 'refused' && ['changed', 'unreadable', 'diskFull'].includes(result.problem);
        // What is only in the way just now is tried again; everything else would end the same way.
        if (!passing) await needs.ledger.noteWatched(profileId, file);
        if (result.state === 'refused') {
          needs.warn('a watched file was not taken', { name: result.name, problem: result.problem });
        }
        needs.changed();
      },
      changed: needs.changed,
      warn: needs.warn,
    });
  }

  return {
    ...wishes,
    ...reading,
    tick: schedule.tick,
    overview: (month) => overviewOf(needs, month, watcher?.state() ?? OFF),
    list: async (period) => (await needs.ledger.statements(needs.profile().id, period, LISTED)).map(viewOf),

    async choose(automatic) {
      await saveSettings(needs, { automatic });
      needs.changed();
      schedule.soon();
    },
    comparesItself: async () => (await loadSettings(needs)).compare,
    async compareItself(compare) {
      await needs.audit.record({ act: 'preferences.changed', subject: 'statements', after: { compare } });
      await saveSettings(needs, { compare });
      needs.changed();
    },
    async checkOpened() {
      const { answered, opened } = await askSwitch(needs);
      needs.changed();
      return answered ? ok({ opened }) : failure('resultUnknown');
    },

    async importPaths(paths) {
      const results = await importAll(needs, paths);
      needs.changed();
      return results;
    },
    importChunk: transfers.piece,

    async assign(id, kind, period) {
      const statement = await needs.ledger.statement(id);
      if (statement?.profileId !== needs.profile().id) return failure('notFound');
      const { format, leg } = statement;
      await needs.audit.record({
        act: 'statement.mapped',
        subject: statement.name,
        before: { kind: statement.kind, period: statement.period },
        after: { kind, period },
      });
      await needs.ledger.labelStatement(id, { kind, format, leg, period });
      await satisfied(needs, { ...statement, kind, period });
      needs.changed();
      return ok(null);
    },

    async watchFolder(folder) {
      await watcher?.close();
      watcher = null;
      await saveSettings(needs, { watch: folder });
      if (folder !== null) startWatching(folder);
      needs.changed();
      return folder === null ? OFF : { folder, state: 'watching' };
    },

    mappings: () => needs.ledger.statementMappings(needs.profile().id),
    async saveMapping(mapping) {
      const { leg, confirmed_by: by } = mapping;
      await needs.audit.record({
        act: 'statement.mapped',
        subject: leg,
        after: { by, columns: mapping.header.length },
      });
      await needs.ledger.addStatementMapping(needs.profile().id, mapping);
      await labelAgain(needs);
      needs.changed();
    },

    async resume() {
      const { watch } = await loadSettings(needs);
      if (watch !== null) startWatching(watch);
      schedule.start(businessDateOf(needs.profile().createdAt));
    },
    async stop() {
      await Promise.all([schedule.stop(), watcher?.close(), transfers.close()]);
    },
  };
}
