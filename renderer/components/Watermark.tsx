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
        <pattern id={pattern} width="440" height="220" patternUnits="userSpaceOnUse" patternTransform="rotate(-22)">
          {/* The second row is shifted by half a tile; what one tile cuts off at its right, the next begins with. */}
          {[
            [10, 60],
            [230, 170],
            [-210, 170],
          ].map(([x, y]) => (
            <text key={x} x={x} y={y}>
              {props.text}
            </text>
          ))}
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${pattern})`} />
    </svg>
  );
}
