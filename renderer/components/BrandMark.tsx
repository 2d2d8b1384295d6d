/** The console's own mark, as on its icon: three corners of a code, and the answer: paid. */
export function BrandMark() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="3.4" fill="#2450c4" />
      <g fill="none" stroke="#ffffff">
        <rect x="3.5" y="3.5" width="3" height="3" rx="0.35" />
        <rect x="9.5" y="3.5" width="3" height="3" rx="0.35" />
        <rect x="3.5" y="9.5" width="3" height="3" rx="0.35" />
      </g>
      <path
        d="M8.9 11.1l1.6 1.6 3-3.4"
        fill="none"
        stroke="#ffd166"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
