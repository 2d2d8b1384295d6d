import './settings.css';
import { Tabs } from 'antd';
import { useState } from 'react';
import { useConsole, type RouteParams } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { CounterSection } from '../counter/CounterSection.tsx';
import { ReadinessSection } from '../counter/ReadinessSection.tsx';
import { ProfilesSection } from '../profiles/ProfilesSection.tsx';
import { AboutSection } from './AboutSection.tsx';
import { GeneralSection } from './GeneralSection.tsx';
import { WaysSection } from './ways/WaysSection.tsx';

type Section = NonNullable<RouteParams['section']>;

/** Language, look and sound; merchants and keys; about. */
export function SettingsPage() {
  const { params, visit } = useConsole();
  return <Sections key={visit} first={params.section ?? 'general'} editProfileId={params.editProfileId ?? null} />;
}

function Sections(props: { first: Section; editProfileId: string | null }) {
  const words = useWords('settings');
  const [section, setSection] = useState(props.first);
  return (
    <div className="hc-page hc-settings">
      <h1>{words('title')}</h1>
      <Tabs
        activeKey={section}
        onChange={(key) => setSection(key as Section)}
        destroyOnHidden
        items={[
          { key: 'general', label: words('tabs.general'), children: <GeneralSection /> },
          { key: 'ways', label: words('tabs.ways'), children: <WaysSection /> },
          {
            key: 'profiles',
            label: words('tabs.profiles'),
            children: <ProfilesSection editFirst={props.editProfileId} />,
          },
          { key: 'counter', label: words('tabs.counter'), children: <CounterSection /> },
          { key: 'readiness', label: words('tabs.readiness'), children: <ReadinessSection /> },
          { key: 'about', label: words('tabs.about'), children: <AboutSection /> },
        ]}
      />
    </div>
  );
}
