import type { auditChannels } from '../../../shared/contract/channels/audit.ts';
import { ok } from '../../../shared/domain/result.ts';
import { saveFile } from '../../console/saveFile.ts';
import { atDesk, type HandlerNeeds, type HandlersOf } from './types.ts';

export function auditHandlers({ merchantConsole, shell }: HandlerNeeds): HandlersOf<typeof auditChannels> {
  return {
    'audit.list': async ({ filter, after, limit }) =>
      atDesk(merchantConsole, async ({ audit }) => ok(await audit.list(filter, after, limit))),
    'audit.check': async () => atDesk(merchantConsole, async ({ audit }) => ok(await audit.check())),
    'audit.export': async () =>
      atDesk(merchantConsole, async ({ audit }) => {
        // Its own row is part of what is exported.
        await audit.record({ act: 'exported', subject: 'audit' });
        const { text, rows, lastHash } = await audit.export();
        const path = await shell.saveFile(`audit-${rows}.jsonl`, 'auditLog');
        if (path === null) return ok({ saved: path !== null, path: '', rows, lastHash });
        const saved = await saveFile(path, Buffer.from(text, 'utf8'));
        return saved.ok ? ok({ saved: true, path: saved.data, rows, lastHash }) : saved;
      }),
  };
}
