import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { CopySupport } from '../components/CopySupport.tsx';
import { useWords } from './words.ts';

/** Catches a bug in what it holds and keeps the rest of the window usable. A new `key` begins afresh. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    return this.state.failed ? <Crash onRetry={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function Crash(props: { onRetry: () => void }) {
  const words = useWords('app');
  return (
    <div className="hc-centered">
      <section className="hc-card hc-crash" role="alert">
        <h1>{words('crash.title')}</h1>
        <p>{words('crash.detail')}</p>
        <div className="hc-crash-buttons">
          <Button type="primary" onClick={props.onRetry}>
            {words('crash.retry')}
          </Button>
          <CopySupport />
        </div>
      </section>
    </div>
  );
}
