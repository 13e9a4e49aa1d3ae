import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoment, formatRelative } from '../lib/format';

/** Relative within a week, exact in the title; keeps itself current. */
export function When({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={at} title={formatMoment(at, i18n.language)}>
      {formatRelative(at, now, i18n.language)}
    </time>
  );
}
