const WIDE = 96;
const HIGH = 28;

/** The shape of a series, without axes; the number beside it says the value. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const points = values
    .map((value, n) => `${(n / (values.length - 1)) * WIDE},${HIGH - 2 - ((value - low) / span) * (HIGH - 4)}`)
    .join(' ');
  return (
    <svg width={WIDE} height={HIGH} viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden="true">
      <polyline points={points} fill="none" stroke="var(--chart-1)" strokeWidth="2" strokeLinejoin="round" />
    </svg>
  );
}
