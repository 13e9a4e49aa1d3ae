import { Avatar, Group, Stack, Text } from '@mantine/core';
import { IconPackage, IconPackageOff, IconPrinter, IconStar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ProductCard } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import type { Column } from '@/shared/ui/DataTable';
import { TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { Visibility } from './Visibility';

export function useProductColumns(): Column<ProductCard>[] {
  const { t } = useTranslation('office');
  return [
    { key: 'name', title: t('products.product'), sort: 'name', render: (product) => <Name product={product} /> },
    { key: 'state', title: t('products.visibility'), render: ({ is_published }) => <Visibility isPublished={is_published} /> },
    { key: 'stock', title: t('products.stock'), render: (product) => <Stock product={product} /> },
    {
      key: 'price',
      title: t('products.price'),
      sort: 'from_amount',
      align: 'end',
      phone: 'end',
      render: ({ from_price, has_span }) =>
        from_price && (
          <>
            {has_span && `${t('products.from')} `}
            <Money value={from_price} />
          </>
        ),
    },
    { key: 'rating', title: t('products.rating'), align: 'end', phone: 'hidden', render: (product) => <Rating product={product} /> },
  ];
}

function Name({ product: { slug, name, image_url, category, lab } }: { product: ProductCard }) {
  return (
    <Group gap="sm" wrap="nowrap" py={4}>
      <Avatar src={image_url} alt="" radius="sm" size={40}>
        <IconPackage size={18} aria-hidden />
      </Avatar>
      <Stack gap={0} miw={0}>
        <TextLink to={`/maker/products/${slug}` as string} fw={500}>
          {name}
        </TextLink>
        <Text size="xs" c="dimmed">
          {[lab.name, category].filter(Boolean).join(' · ')}
        </Text>
      </Stack>
    </Group>
  );
}

function Stock({ product: { made_to_order, can_buy } }: { product: ProductCard }) {
  const { t } = useTranslation('office');
  const [tone, Icon, words] = made_to_order
    ? (['info', IconPrinter, 'made_to_order'] as const)
    : can_buy
      ? (['success', IconPackage, 'in_stock'] as const)
      : (['warning', IconPackageOff, 'sold_out'] as const);
  return (
    <ToneBadge tone={tone} size="md" icon={<Icon size={14} aria-hidden />}>
      {t(`products.${words}`)}
    </ToneBadge>
  );
}

function Rating({ product: { rating, rating_count } }: { product: ProductCard }) {
  const { t, i18n } = useTranslation('office');
  if (rating === null)
    return (
      <Text span inherit c="dimmed">
        {t('products.unrated')}
      </Text>
    );
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <IconStar size={14} aria-hidden />
      <span data-number>{t('products.rated', { mean: formatNumber(rating, 1, i18n.language), count: rating_count })}</span>
    </Group>
  );
}
