import type { ChannelInput, ChannelName, ChannelOutput } from '../../shared/contract/channels.ts';
import type { Answered } from '../../shared/contract/errors.ts';
import { channelNames } from '../../shared/contract/names.ts';
import { ok } from '../../shared/domain/result.ts';
import type { MerchantConsole } from '../console/console.ts';
import type { Desk } from '../console/workspace.ts';
import { readPng, saveFile } from '../console/saveFile.ts';
import { failure } from '../log/failure.ts';
import { supportText, type Log } from '../log/log.ts';

/** What the handlers need of the shell: the parts that only Electron can do. */
export interface ShellActions {
  /** A path chosen by the person, or `null` when the dialog was closed. */
  openFile(kind: 'credentials'): Promise<string | null>;
  saveFile(suggestedName: string): Promise<string | null>;
  readClipboard(): Promise<string>;
  writeClipboard(text: string): Promise<void>;
  clearClipboard(): Promise<void>;
  /** Opens an https address, or http on this computer, in the system's browser; false when it may not or could not. */
  openOutside(url: string): Promise<boolean>;
  quit(): void;
}

/** One function per channel. Expected failures are values; whatever is thrown is a bug and becomes `internal`. */
export type Handlers = { [N in ChannelName]: (input: ChannelInput<N>) => Promise<Answered<ChannelOutput<N>>> };

const done = ok(null);

/** Every channel of the contract, each a few words that lead to the room that does the work. */
export function createHandlers(given: { merchantConsole: MerchantConsole; shell: ShellActions; log: Log }): Handlers {
  const { merchantConsole, shell, log } = given;
  const { profiles } = merchantConsole;

  /** Passes a profile that was changed on to the desks. */
  async function followed<T>(change: Answered<T>, activate?: string): Promise<Answered<T>> {
    if (change.ok) await merchantConsole.profilesChanged(activate);
    return change;
  }

  return {
    'app.state': async () => ok(await merchantConsole.state()),
    'app.savePreferences': (change) => merchantConsole.savePreferences(change),
    'app.copySupport': async ({ supportId }) => {
      const text = supportText({ supportId, state: await merchantConsole.state(), log });
      await shell.writeClipboard(text);
      return ok({ text });
    },
    'app.copyText': async ({ text }) => {
      await shell.writeClipboard(text);
      return done;
    },
    'app.restoreBackup': ({ name }) => merchantConsole.restoreBackup(name),
    'app.quit': async () => {
      shell.quit();
      return done;
    },

    'profiles.newDraft': async () => ok(profiles.newDraft()),
    'profiles.pickFile': async (target) => {
      const path = await shell.openFile('credentials');
      return path === null ? failure('cancelledDialog') : profiles.readFile(path, target);
    },
    'profiles.pasteKey': async (target) => {
      const read = profiles.readPasted(await shell.readClipboard(), target);
      if (read.private) await shell.clearClipboard();
      return read.draft;
    },
    'profiles.passphrase': async ({ draftId, passphrase }) => profiles.passphrase(draftId, passphrase),
    'profiles.updateDraft': async ({ draftId, fields }) => profiles.updateDraft(draftId, fields),
    'profiles.dropDraft': async ({ draftId }) => {
      profiles.dropDraft(draftId);
      return done;
    },
    'profiles.saveDraft': async ({ draftId, fields }) => {
      const saved = await profiles.saveDraft(draftId, fields);
      return followed(saved, saved.ok ? saved.data.id : undefined);
    },
    'profiles.update': async ({ profileId, fields }) => followed(await profiles.update(profileId, fields)),
    'profiles.remove': async ({ profileId }) => followed(await profiles.remove(profileId)),
    'profiles.activate': ({ profileId }) => merchantConsole.activate(profileId),
    'profiles.check': async ({ profileId }) => {
      const findings = await profiles.check(profileId);
      merchantConsole.changed(); // the keychain may have been unlocked meanwhile
      return findings;
    },

    'practice.enter': async () => merchantConsole.enterPractice(),
    'practice.leave': () => merchantConsole.leavePractice(),
    'practice.openPhone': async ({ id }) => {
      const desk = merchantConsole.desk();
      if (!desk.ok) return desk;
      if (desk.data.profile.environment !== 'practice') return failure('stateChanged');
      const detail = await desk.data.payments.detail(id);
      if (!detail.ok) return detail;
      const { link } = detail.data.payment;
      return link !== null && (await shell.openOutside(link)) ? done : failure('stateChanged');
    },

    'payments.collect': async ({ attemptId, profileId, amount, note }) =>
      atDesk(merchantConsole, async ({ profile, payments }) =>
        profile.id === profileId ? payments.collect(attemptId, amount, note) : failure('stateChanged'),
      ),
    'payments.detail': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.detail(id)),
    'payments.open': async () => atDesk(merchantConsole, async ({ payments }) => ok(await payments.open())),
    'payments.queryNow': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.queryNow(id)),
    'payments.resend': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.resend(id)),
    'payments.cancel': async ({ id }) => atDesk(merchantConsole, ({ payments }) => payments.cancel(id)),
    'payments.list': async ({ filter, after, limit }) =>
      atDesk(merchantConsole, async ({ profile, ledger }) =>
        ok(await ledger.listPayments(profile.id, filter, after, limit)),
      ),
    'payments.totals': async ({ filter }) =>
      atDesk(merchantConsole, async ({ profile, ledger }) => ok(await ledger.paymentTotals(profile.id, filter))),
    'payments.search': async ({ text }) =>
      atDesk(merchantConsole, async ({ profile, ledger }) => ok(await ledger.searchNumbers(profile.id, text, 50))),
    'payments.copyLink': async ({ id }) =>
      atDesk(merchantConsole, async ({ payments }) => {
        const link = await payments.linkToCopy(id);
        if (!link.ok) return link;
        await shell.writeClipboard(link.data);
        return done;
      }),
    'payments.saveCard': async ({ id, png }) => {
      const bytes = readPng(png);
      if (!bytes) return failure('badRequest');
      const path = await shell.saveFile(`${id}.png`);
      if (path === null) return ok({ saved: false, path: '' });
      const saved = await saveFile(path, bytes);
      return saved.ok ? ok({ saved: true, path: saved.data }) : saved;
    },

    'views.list': async () => atDesk(merchantConsole, async ({ ledger }) => ok(await ledger.savedViews())),
    'views.save': async (view) =>
      atDesk(merchantConsole, async ({ ledger }) => ok(await ledger.saveView(view).then(() => null))),
    'views.remove': async ({ id }) =>
      atDesk(merchantConsole, async ({ ledger }) => ok(await ledger.removeView(id).then(() => null))),
  };
}

/** Does something with the merchant on the screen, or says that there is none. */
async function atDesk<T>(
  merchantConsole: MerchantConsole,
  work: (desk: Desk) => Promise<Answered<T>>,
): Promise<Answered<T>> {
  const desk = merchantConsole.desk();
  return desk.ok ? work(desk.data) : desk;
}

/** Serves the channels before the rooms are open: a call waits for them. */
export function later(handlers: Promise<Handlers>): Handlers {
  return Object.fromEntries(
    channelNames.map((name) => [name, async (input: never) => (await handlers)[name](input)]),
  ) as Handlers;
}
