import { formatYuan } from '../../../shared/domain/money.ts';
import { instant } from '../../../shared/domain/time.ts';
import { call, useEvent } from '../../app/api.ts';
import { announcePaid } from '../../app/sound.ts';
import { useApp } from '../../app/store.ts';
import { useWords } from '../../app/words.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { useArrivals } from './arrivals.ts';

/** Chimes and speaks once for every payment that arrives, whichever view is open. Stands once, in the frame. */
export function PaidAnnouncer() {
  const words = useWords('collect');
  const { profile, preferences } = useApp();
  const take = useArrivals((s) => s.take);

  useEvent('payment.changed', async (event) => {
    if (event.state !== 'paid' || !profile) return;
    const answer = await call('payments.detail', { id: event.id });
    if (!answer.ok) return;
    const { payment } = answer.data;
    if (!take(profile.id, payment, instant(Date.now()))) return;
    announce(words('stage.announcePaid', { amount: formatYuan(payment.amount) }), 'assertive');
    if (preferences.sound) announcePaid(payment.amount);
  });
  return null;
}
