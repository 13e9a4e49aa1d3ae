import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '@/shared/api/gen/types.gen';
import { TextLink } from '@/shared/ui/links';

/** Where a line goes on once it has arrived: its buyers say how it is. */
export function LineLinks({ line, order }: { line: OrderLine; order: Order }) {
  const { t } = useTranslation('orders');
  const { slug } = (line.facts ?? {}) as { slug?: string };
  if (line.kind !== 'variant' || !slug || order.status !== 'delivered') return null;
  return (
    <TextLink to="/shop/$slug" params={{ slug }} hash="reviews" fz="sm">
      {t('line.review')}
    </TextLink>
  );
}
