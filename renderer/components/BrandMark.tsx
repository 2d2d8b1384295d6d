/** The console's own mark: a code's three corners and a tick. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--hc-accent)" />
      <g fill="none" stroke="var(--hc-on-accent)" strokeWidth="2.2" strokeLinejoin="round" strokeLinecap="round">
        <rect x="7" y="7" width="6.5" height="6.5" rx="1.5" />
        <rect x="18.5" y="7" width="6.5" height="6.5" rx="1.5" />
        <rect x="7" y="18.5" width="6.5" height="6.5" rx="1.5" />
        <path d="M18 21.6l2.7 2.7 5-5.6" />
      </g>
    </svg>
  );
}
