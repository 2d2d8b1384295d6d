import {
  AuditOutlined,
  BankOutlined,
  CloseSquareOutlined,
  QrcodeOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SearchOutlined,
  SettingOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { BrandMark } from '../components/BrandMark.tsx';
import { keyLabel, runShortcut, type ShortcutName } from './shortcuts.ts';
import { routesFor, useApp, useConsole, type RouteName } from './store.ts';
import { useWords } from './words.ts';

const icons: Record<RouteName, ReactNode> = {
  collect: <QrcodeOutlined aria-hidden />,
  transactions: <UnorderedListOutlined aria-hidden />,
  refunds: <RollbackOutlined aria-hidden />,
  closing: <CloseSquareOutlined aria-hidden />,
  reconciliation: <AuditOutlined aria-hidden />,
  settlement: <BankOutlined aria-hidden />,
  shifts: <TeamOutlined aria-hidden />,
  settings: <SettingOutlined aria-hidden />,
};
const keys: Record<RouteName, ShortcutName> = {
  collect: 'goCollect',
  transactions: 'goTransactions',
  refunds: 'goRefunds',
  closing: 'goClosing',
  reconciliation: 'goReconciliation',
  settlement: 'goSettlement',
  shifts: 'goShifts',
  settings: 'goSettings',
};

/** The views that this person has, with the keys that open them. */
export function Navigation() {
  const words = useWords('app');
  const { platform, permissions } = useApp();
  const mac = platform === 'darwin';
  const { route, go } = useConsole();
  return (
    <nav className="hc-nav" aria-label={words('nav.label')}>
      <div className="hc-brand">
        <BrandMark />
        <span className="hc-nav-word">{words('nav.brand')}</span>
      </div>
      <ul>
        {routesFor(permissions).map((name) => (
          <li key={name}>
            <NavItem
              icon={icons[name]}
              word={words(`nav.${name}`)}
              hint={keyLabel(keys[name], mac)}
              current={name === route}
              onClick={() => go(name)}
            />
          </li>
        ))}
      </ul>
      <ul className="hc-nav-foot">
        <li>
          <NavItem
            icon={<SearchOutlined aria-hidden />}
            word={words('nav.search')}
            hint={keyLabel('palette', mac)}
            onClick={() => runShortcut('palette')}
          />
        </li>
        <li>
          <NavItem
            icon={<QuestionCircleOutlined aria-hidden />}
            word={words('nav.help')}
            hint={keyLabel('help', mac)}
            onClick={() => runShortcut('help')}
          />
        </li>
      </ul>
    </nav>
  );
}

function NavItem(props: { icon: ReactNode; word: string; hint: string; current?: boolean; onClick: () => void }) {
  return (
    <button
      type="button"
      className="hc-nav-item"
      title={`${props.word} (${props.hint})`}
      aria-label={props.word}
      {...(props.current ? { 'aria-current': 'page' as const } : {})}
      onClick={props.onClick}
    >
      {props.icon}
      <span className="hc-nav-word">{props.word}</span>
      <kbd aria-hidden="true">{props.hint}</kbd>
    </button>
  );
}
