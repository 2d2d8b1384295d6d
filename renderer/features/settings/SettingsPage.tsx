import './settings.css';
import { Tabs } from 'antd';
import { useState } from 'react';
import { useApp, useConsole, useMay, type RouteParams } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { AuditSection } from '../audit/AuditSection.tsx';
import { OperatorsSection } from '../operators/OperatorsSection.tsx';
import { CounterSection } from '../counter/CounterSection.tsx';
import { ReadinessSection } from '../counter/ReadinessSection.tsx';
import { ProfilesSection } from '../profiles/ProfilesSection.tsx';
import { RefundSection } from '../refunds/RefundSection.tsx';
import { SignalsSection } from '../signals/SignalsSection.tsx';
import { AboutSection } from './AboutSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { WaysSection } from './ways/WaysSection.tsx';

type Section = NonNullable<RouteParams['section']>;

/** The shop and its people first, then how it collects and refunds, then what was done and what this program is. */
export function SettingsPage() {
  const { params, visit } = useConsole();
  return <Sections key={visit} first={params.section ?? 'general'} editProfileId={params.editProfileId ?? null} />;
}

function Sections(props: { first: Section; editProfileId: string | null }) {
  const words = useWords('settings');
  const [chosen, setSection] = useState(props.first);
  const { needsSignIn } = useApp();
  const mayProfiles = useMay('profiles');
  const mayOperators = useMay('operators');
  const mayAudit = useMay('audit');
  const maySettings = useMay('settings');
  const refunds = useWords('refunds');
  // A part that is not theirs is not there for them.
  const section = chosen === 'profiles' && !mayProfiles ? 'general' : chosen;
  return (
    <div className="hc-page hc-settings">
      <h1>{words('title')}</h1>
      <Tabs
        activeKey={section}
        onChange={(key) => setSection(key as Section)}
        destroyOnHidden
        tabPlacement="start"
        items={[
          { key: 'general', label: words('tabs.general'), children: <GeneralSection /> },
          ...(mayProfiles
            ? [
                {
                  key: 'profiles',
                  label: words('tabs.profiles'),
                  children: <ProfilesSection editFirst={props.editProfileId} />,
                },
              ]
            : []),
          ...(needsSignIn || mayOperators
            ? [{ key: 'operators', label: words('tabs.operators'), children: <OperatorsSection /> }]
            : []),
          ...(maySettings
            ? [
                { key: 'ways', label: words('tabs.ways'), children: <WaysSection /> },
                { key: 'refunds', label: refunds('settings.tab'), children: <RefundSection /> },
                { key: 'counter', label: words('tabs.counter'), children: <CounterSection /> },
                { key: 'readiness', label: words('tabs.readiness'), children: <ReadinessSection /> },
              ]
            : []),
          ...(mayAudit
            ? [
                { key: 'signals', label: words('tabs.signals'), children: <SignalsSection /> },
                { key: 'audit', label: words('tabs.audit'), children: <AuditSection /> },
              ]
            : []),
          { key: 'about', label: words('tabs.about'), children: <AboutSection /> },
        ]}
      />
    </div>
  );
}
