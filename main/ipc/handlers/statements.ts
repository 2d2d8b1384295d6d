import type { statementsChannels } from '../../../shared/contract/channels/statements.ts';
import { ok } from '../../../shared/domain/result.ts';
import { atDesk, done, type HandlerNeeds, type HandlersOf } from './types.ts';

export function statementsHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof statementsChannels> {
  return {
    'statements.overview': async ({ month }) =>
      atDesk(merchantConsole, async ({ statements }) => ok(await statements.overview(month))),
    'statements.list': async ({ period }) =>
      atDesk(merchantConsole, async ({ statements }) => ok(await statements.list(period))),
    'statements.fetch': async ({ kinds, period }) =>
      atDesk(merchantConsole, ({ statements }) => statements.fetch(kinds, period)),
    'statements.regenerate': async ({ kind, period }) =>
      atDesk(merchantConsole, ({ statements }) => statements.regenerate(kind, period)),
    'statements.forget': async ({ kind, period }) =>
      atDesk(merchantConsole, ({ statements }) => statements.forget(kind, period)),
    'statements.choose': async ({ kinds }) =>
      atDesk(merchantConsole, async ({ statements }) => {
        await statements.choose(kinds);
        return done;
      }),
    'statements.compareItself': async ({ on }) =>
      atDesk(merchantConsole, async ({ statements }) => {
        await statements.compareItself(on);
        return done;
      }),
    'statements.checkOpened': async () => atDesk(merchantConsole, ({ statements }) => statements.checkOpened()),
    'statements.import': async () =>
      atDesk(merchantConsole, async ({ statements }) => {
        const paths = await shell.openFiles('statements');
        return ok(await statements.importPaths(paths));
      }),
    'statements.importChunk': async ({ bytes, ...piece }) =>
      atDesk(merchantConsole, ({ statements }) =>
        statements.importChunk({ ...piece, bytes: Buffer.from(bytes, 'base64') }),
      ),
    'statements.diff': async ({ older, newer }) =>
      atDesk(merchantConsole, ({ statements }) => statements.diff(older, newer)),
    'statements.lines': async ({ id, ...place }) =>
      atDesk(merchantConsole, ({ statements }) => statements.lines(id, place)),
    'statements.verify': async ({ id }) => atDesk(merchantConsole, ({ statements }) => statements.verify(id)),
    'statements.assign': async ({ id, kind, period }) =>
      atDesk(merchantConsole, ({ statements }) => statements.assign(id, kind, period)),
    'statements.watchFolder': async ({ watch }) =>
      atDesk(merchantConsole, async ({ statements }) => {
        if (!watch) return ok(await statements.watchFolder(null));
        const folder = await shell.openFolder();
        if (folder === null) return ok({ folder: '', state: 'off' });
        return ok(await statements.watchFolder(folder));
      }),
  };
}
