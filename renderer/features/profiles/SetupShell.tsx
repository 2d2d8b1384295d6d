import './profiles.css';
import type { ReactNode } from 'react';
import { useWords } from '../../app/words.ts';
import { BrandMark } from '../../components/BrandMark.tsx';

/** A page of its own, without navigation: title, content, and the decision at the bottom, always in sight. */
export function SetupShell(props: {
  title: string;
  lead?: string;
  tools?: ReactNode;
  foot: ReactNode;
  children: ReactNode;
}) {
  const words = useWords('app');
  return (
    <div className="hc-setup">
      <header className="hc-setup-head">
        <BrandMark />
        <span>{words('name')}</span>
      </header>
      {/* Scrollable with the keyboard also where nothing inside takes the focus. */}
      <main className="hc-setup-body" tabIndex={0}>
        <div className="hc-setup-page">
          <div className="hc-setup-title">
            <div>
              <h1>{props.title}</h1>
              {props.lead !== undefined && <p className="hc-soft">{props.lead}</p>}
            </div>
            {props.tools}
          </div>
          {props.children}
        </div>
      </main>
      <footer className="hc-setup-foot">
        <div>{props.foot}</div>
      </footer>
    </div>
  );
}
