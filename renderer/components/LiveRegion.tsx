import { useEffect, useState } from 'react';

type Urgency = 'polite' | 'assertive';
const hearers = new Set<(text: string, urgency: Urgency) => void>();

/** Has a screen reader say `text`; `assertive` interrupts, for money that arrived or an error. */
export function announce(text: string, urgency: Urgency = 'polite'): void {
  for (const hear of hearers) hear(text, urgency);
}

/** Holds what is announced; stands once, in the frame. */
export function LiveRegion() {
  const [said, setSaid] = useState({ polite: '', assertive: '', turn: 0 });
  useEffect(() => {
    const hear = (text: string, urgency: Urgency) =>
      setSaid((before) => ({ ...before, [urgency]: text, turn: before.turn + 1 }));
    hearers.add(hear);
    return () => void hearers.delete(hear);
  }, []);
  // A new key makes a new node, so that the same sentence twice is spoken twice.
  return (
    <>
      <div className="hc-hidden" role="status" aria-live="polite">
        <span key={said.turn}>{said.polite}</span>
      </div>
      <div className="hc-hidden" role="alert" aria-live="assertive">
        <span key={said.turn}>{said.assertive}</span>
      </div>
    </>
  );
}
