import './Watermark.css';
import { useId } from 'react';

/**
 * Words slanted across everything inside the nearest positioned box, or across the window. Lets every click through and
 * stands on paper too. `fixed` covers the window.
 */
export function Watermark(props: { text: string; fixed?: boolean }) {
  const pattern = useId();
  return (
    <svg className={`hc-watermark ${props.fixed ? 'hc-watermark-fixed' : ''}`} aria-hidden="true">
      <defs>
        <pattern id={pattern} width="360" height="210" patternUnits="userSpaceOnUse" patternTransform="rotate(-22)">
          <text x="10" y="60">
            {props.text}
          </text>
          <text x="190" y="165">
            {props.text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${pattern})`} />
    </svg>
  );
}
