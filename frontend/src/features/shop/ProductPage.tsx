import { Badge, Card, Grid, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconTruckDelivery } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product, Variant } from '@/shared/api/gen/types.gen';
import { useCurrency } from '@/shared/auth/session';
import { isMissing } from '@/shared/lib/errors';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { Money } from '@/shared/ui/Money';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { productQuery } from './api';
import { Gallery } from './Gallery';
import { Reviews } from './Reviews';
import classes from './Shop.module.css';
import { Stars } from './Stars';
import { Variants } from './Variants';
import { WishButton } from './WishButton';

const FEW = 5;

/** The button that buys comes from the cart, where the features meet. */
type Props = { slug: string; renderBuy: (variant: Variant, product: Product) => ReactNode };

/** One product: pictures, forms, price, stock, what buyers say. */
export function ProductPage({ slug, renderBuy }: Props) {
  const { t } = useTranslation('shop');
  const query = useQuery(productQuery(slug, useCurrency()));
  if (isMissing(query.error))
    return (
      <EmptyState isPage title={t('missing')} action={<ButtonLink to={'/shop' as never}>{t('wishlist.look')}</ButtonLink>}>
        {t('missing_why')}
      </EmptyState>
    );
  return (
    <>
      {query.error && !query.data && <PageHeader title={t('title')} />}
      <QueryView query={query} skeleton={<Loading />}>
        {(product) => <Shown key={product.id} product={product} renderBuy={renderBuy} />}
      </QueryView>
    </>
  );
}

function Shown({ product, renderBuy }: { product: Product; renderBuy: Props['renderBuy'] }) {
  const { t } = useTranslation('shop');
  const currency = useCurrency();
  const [chosen, setChosen] = useState(firstToBuy(product.variants)?.id);
  const variant = product.variants.find(({ id }) => id === chosen);
  return (
    <>
      <PageHeader
        title={product.name}
        lang={product.languages.name}
        lead={
          <Group gap="sm">
            <TextLink to="/labs/$labId" params={{ labId: product.lab.id } as never}>
              {product.lab.name}
            </TextLink>
            <Stars rating={product.rating} count={product.rating_count ?? 0} />
            {!product.is_published && <Badge variant="default">{t('draft')}</Badge>}
          </Group>
        }
        action={<WishButton product={product} />}
      />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Gallery images={product.images} name={product.name} language={product.languages.name} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Card>
            <Stack>
              {product.summary && <Text lang={product.languages.summary}>{product.summary}</Text>}
              <Variants variants={product.variants} chosen={chosen} onChoose={setChosen} />
              {variant ? (
                <>
                  <Text fz={26} lh="34px" fw={600}>
                    <Money value={variant.price} />
                  </Text>
                  <Stock variant={variant} product={product} />
                  {variant.price.currency === currency ? (
                    renderBuy(variant, product)
                  ) : (
                    <Text c="dimmed">{t('other_currency', { currency: variant.price.currency })}</Text>
                  )}
                </>
              ) : (
                <Text c="dimmed">{t('nothing_to_buy')}</Text>
              )}
            </Stack>
          </Card>
          {product.description && (
            <Text mt="lg" style={{ whiteSpace: 'pre-line' }} lang={product.languages.description}>
              {product.description}
            </Text>
          )}
        </Grid.Col>
        <Grid.Col span={12}>
          <Reviews product={product} />
        </Grid.Col>
      </Grid>
    </>
  );
}

function Loading() {
  return (
    <>
      <Skeleton height={32} width={220} mb="xs" />
      <Skeleton height={20} width={140} mb="lg" />
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Skeleton className={classes.picture} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Skeleton height={296} radius="lg" />
        </Grid.Col>
      </Grid>
    </>
  );
}

/** The first that can be bought, else the first. */
const firstToBuy = (variants: readonly Variant[]): Variant | undefined => variants.find(({ available }) => available !== 0) ?? variants[0];

function Stock({ variant, product }: { variant: Variant; product: Product }) {
  const { t } = useTranslation('shop');
  const days = product.lead_days ?? 0;
  return (
    <Stack gap={4}>
      <Text c={variant.available === 0 ? 'red' : undefined} aria-live="polite">
        {variant.available === null
          ? t('stock.made')
          : variant.available === 0
            ? t('stock.none')
            : variant.available <= FEW
              ? t('stock.few', { count: variant.available })
              : t('stock.many')}
      </Text>
      <Group gap={6} c="dimmed">
        <IconTruckDelivery size={16} aria-hidden />
        <Text size="sm">{t('leaves', { count: days })}</Text>
      </Group>
    </Stack>
  );
}
