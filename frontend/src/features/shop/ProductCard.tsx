import { Badge, Card, Image, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ProductCard as Shown } from '@/shared/api/gen/types.gen';
import { formatMoney } from '@/shared/lib/format';
import { Money } from '@/shared/ui/Money';
import classes from './Shop.module.css';
import { Stars } from './Stars';

/** One product in a grid: picture, name, who makes it, from what price. */
export function ProductCard({ product }: { product: Shown }) {
  const { t, i18n } = useTranslation('shop');
  const mark = product.can_buy ? product.made_to_order && t('made_to_order') : t('sold_out');
  return (
    <Card component={Link} to="/shop/$slug" params={{ slug: product.slug } as never} className={classes.card} padding="sm">
      <Card.Section className={classes.frame}>
        <Image src={product.image_url} alt="" fit="contain" h={200} fallbackSrc="/logo.svg" loading="lazy" />
        {mark && (
          <Badge variant="default" className={classes.mark}>
            {mark}
          </Badge>
        )}
      </Card.Section>
      <Stack gap={4} mt="sm" flex={1}>
        <Text fw={600} lineClamp={2} lang={product.languages.name}>
          {product.name}
        </Text>
        <Text size="sm" c="dimmed" truncate>
          {product.lab.name}
        </Text>
        <Stars rating={product.rating} count={product.rating_count} />
        {product.from_price && (
          <Text fw={600} mt="auto">
            {product.has_span ? t('from', { price: formatMoney(product.from_price, i18n.language) }) : <Money value={product.from_price} />}
          </Text>
        )}
      </Stack>
    </Card>
  );
}
