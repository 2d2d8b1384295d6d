import { LockFilled } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import type { OperatorName } from '../../../shared/contract/operators.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { BrandMark } from '../../components/BrandMark.tsx';
import { PinEntry } from './PinEntry.tsx';
import { RecoverDialog } from './RecoverDialog.tsx';
import './lock.css';

/** Who was here last is offered first. */
let lastId: string | null = null;

/** Instead of everything while nobody is signed in: names as buttons, then the PIN. Nothing of the shop's is behind it. */
export function LockPage() {
  const words = useWords('operators');
  const app = useWords('app');
  const { operators, preferences } = useApp();
  const [chosen, setChosen] = useState<string | null>(() => lastId ?? onlyOne(operators));
  const [recovering, setRecovering] = useState(false);
  const operator = operators.find(({ id }) => id === chosen) ?? null;
  const owners = operators.filter(({ role }) => role === 'owner');

  return (
    <main className="hc-lock" data-testid="lock-page">
      <section className="hc-card hc-lock-card" aria-labelledby="hc-lock-title">
        <header>
          <BrandMark />
          <div>
            <h1 id="hc-lock-title">
              <LockFilled aria-hidden /> {words('lock.title')}
            </h1>
            <p className="hc-soft">
              {app('name')} · {app('strip.till', { till: preferences.till })}
            </p>
          </div>
        </header>
        {operator ? (
          <PinEntry
            key={operator.id}
            operator={operator}
            onDone={() => (lastId = operator.id)}
            onOther={operators.length > 1 ? () => setChosen(null) : null}
          />
        ) : (
          <>
            <p>{words('lock.who')}</p>
            <ul className="hc-lock-people">
              {operators.map(({ id, name, role }, i) => (
                <li key={id}>
                  <Button size="large" block autoFocus={i === 0} onClick={() => setChosen(id)}>
                    <span className="hc-lock-name">{name}</span>
                    <span className="hc-soft">{words(`role.${role}`)}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
        <footer>
          <span className="hc-soft">{words('lock.goesOn')}</span>
          <Button type="link" size="small" onClick={() => setRecovering(true)}>
            {words('lock.forgot')}
          </Button>
        </footer>
      </section>
      {recovering && <RecoverDialog owners={owners} onClose={() => setRecovering(false)} />}
    </main>
  );
}

function onlyOne(operators: OperatorName[]): string | null {
  return operators.length === 1 ? operators[0]!.id : null;
}
