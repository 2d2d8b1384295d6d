import './help.css';
import { keyLabel, shortcutNames } from '../../app/shortcuts.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';

/** The keys and what they do, written as on this system's keyboards. */
export function KeyTable() {
  const words = useWords('app');
  const mac = useApp().platform === 'darwin';
  return (
    <dl className="hc-keys">
      {shortcutNames.map((name) => (
        <div key={name}>
          <dt>{words(`keys.${name}`)}</dt>
          <dd>
            <kbd>{keyLabel(name, mac)}</kbd>
            {name === 'confirm' && <kbd>{mac ? '⌘↵' : 'Ctrl ↵'}</kbd>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
