import { CheckPage } from './CheckPage.tsx';
import { DraftPage } from './DraftPage.tsx';
import { useSetup } from './setup.ts';

/** Connecting a merchant: credentials first, then the check. */
export function SetupPage() {
  const { stage, draft, profileId } = useSetup();
  if (stage === 'draft' && draft) return <DraftPage key={draft.id} draft={draft} />;
  if (stage === 'check' && profileId) return <CheckPage profileId={profileId} />;
  return null;
}
