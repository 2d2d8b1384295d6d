import type { printChannels } from '../../../shared/contract/channels/print.ts';
import { ok } from '../../../shared/domain/result.ts';
import { saveFile } from '../../console/saveFile.ts';
import { failure } from '../../log/failure.ts';
import type { HandlerNeeds, HandlersOf } from './types.ts';

export function printHandlers({ shell }: HandlerNeeds): HandlersOf<typeof printChannels> {
  return {
    'print.savePdf': async ({ suggestedName, paper }) => {
      // Laid out before the dialog: the sheet is what was on the screen when the person asked for it.
      const pdf = await shell.printPdf(paper);
      if (pdf === null) return failure('internal');
      const path = await shell.saveFile(`${suggestedName.replace(/[<>:"/\\|?*\p{Cc}]/gu, '_')}.pdf`, 'pdf');
      if (path === null) return ok({ saved: false, path: '' });
      const saved = await saveFile(path, pdf);
      return saved.ok ? ok({ saved: true, path: saved.data }) : saved;
    },
  };
}
