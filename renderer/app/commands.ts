import { languages, themes } from '../../shared/contract/app.ts';
import type { ConsoleError } from '../../shared/contract/errors.ts';
import { useExplain } from '../features/explain/explainStore.ts';
import { call } from './api.ts';
import { runShortcut } from './shortcuts.ts';
import { routesFor, useApp, useConsole } from './store.ts';
import { useWords } from './words.ts';

export interface Command {
  id: string;
  text: string;
  /** Further text that finds it, such as its name in the other language. */
  also: string;
  /** Returns what went wrong, if anything did. */
  run: () => Promise<ConsoleError | null> | ConsoleError | null;
}

/** Everything that the command palette can do besides finding a number. */
export function useCommands(onHelp: () => void): Command[] {
  const words = useWords('app');
  const closing = useWords('closing');
  const explain = useWords('explain');
  const app = useApp();
  const { go, prefer } = useConsole();
  const practice = app.environment === 'practice';
  const views = app.profile ? routesFor(app.permissions) : [];
  return [
    ...views.map((name) => ({
      id: `go-${name}`,
      text: words('palette.goTo', { view: words(`nav.${name}`) }),
      also: name,
      run: () => (go(name), null),
    })),
    ...app.profiles
      .filter((profile) => practice || profile.id !== app.profile?.id)
      .map((profile) => ({
        id: `profile-${profile.id}`,
        text: words('palette.profile', { name: profile.name }),
        also: `${profile.huifuId} merchant`,
        run: async () => {
          const answer = await call('profiles.activate', { profileId: profile.id });
          return answer.ok ? null : answer.error;
        },
      })),
    {
      id: 'practice',
      text: words(practice ? 'palette.leavePractice' : 'palette.enterPractice'),
      also: 'practice lianxi',
      run: async () => {
        const answer = await call(practice ? 'practice.leave' : 'practice.enter');
        return answer.ok ? null : answer.error;
      },
    },
    ...(app.needsSignIn
      ? [
          {
            id: 'lock',
            text: words('palette.lock'),
            also: 'lock suoding switch',
            run: () => (runShortcut('lock'), null),
          },
        ]
      : []),
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      text: words(`palette.theme.${theme}`),
      also: `theme ${theme} waiguan`,
      run: () => prefer({ theme }),
    })),
    ...languages.map((language) => ({
      id: `language-${language}`,
      text: words(`palette.language.${language}`),
      also: `language yuyan ${language}`,
      run: () => prefer({ language }),
    })),
    ...(app.profile
      ? [
          {
            id: 'real-payment',
            text: closing('real.title'),
            also: 'real payment check hedui daozhang',
            // Once the palette is gone, so that the field that waits for a scan can have the focus.
            run: () => (setTimeout(() => go('closing', { tab: 'real' })), null),
          },
        ]
      : []),
    {
      id: 'explain',
      text: explain('browse'),
      also: 'explain states codes jieshi daima',
      run: () => (useExplain.getState().browse(), null),
    },
    { id: 'help', text: words('palette.help'), also: 'help keys bangzhu', run: () => (onHelp(), null) },
  ];
}

/** Commands whose text holds every word of what was typed. */
export function matchCommands(commands: Command[], typed: string): Command[] {
  const wanted = typed.trim().toLowerCase().split(/\s+/);
  return commands.filter((command) => {
    const text = `${command.text} ${command.also}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Whether what was typed may be a payment's number, or the end of one. */
export function looksLikeNumber(typed: string): boolean {
  return /^[0-9A-Za-z_-]*\d[0-9A-Za-z_-]*$/.test(typed.trim()) && typed.trim().length >= 4;
}
