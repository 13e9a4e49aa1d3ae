import { Button, Card, Stack, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { confirm } from '@/shared/ui/confirm';
import { ButtonLink } from '@/shared/ui/links';
import { NoLab } from '@/shared/ui/NoLab';
import { PageHeader } from '@/shared/ui/PageHeader';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { productActs, productQuery } from './api';
import { DetailsForm } from './DetailsForm';
import { OptionTexts } from './OptionTexts';
import { Pictures } from './Pictures';
import { Variants } from './Variants';
import { Visibility } from './Visibility';

/** A product before it exists: its details alone. */
export function NewProduct() {
  const { t } = useTranslation('office');
  const { user } = useSession();
  const navigate = useNavigate();
  const labs = user?.memberships ?? [];
  return (
    <>
      <PageHeader title={t('products.add')} lead={t('products.add_lead')} />
      {user && labs.length === 0 && <NoLab />}
      {labs.length > 0 && (
        <Card maw={760}>
          <DetailsForm labs={labs} onSaved={({ slug }) => void navigate({ to: `/maker/products/${slug}` } as never)} />
        </Card>
      )}
    </>
  );
}

/** All that a shopper sees of a product, and what lies on the shelf for it. */
export function ProductEditor({ slug }: { slug: string }) {
  const { t } = useTranslation('office');
  const query = useQuery(productQuery(slug));
  return (
    <>
      {query.error && !query.data && <PageHeader title={t('products.title')} />}
      <QueryView query={query} skeleton={<SkeletonRows rows={8} height={64} />}>
        {(product) => <Editor key={product.id} product={product} />}
      </QueryView>
    </>
  );
}

function Editor({ product }: { product: Product }) {
  const { t } = useTranslation('office');
  return (
    <>
      <PageHeader
        title={product.name}
        lead={<Visibility isPublished={product.is_published ?? false} />}
        action={<Acts product={product} />}
      />
      <Stack gap="lg" maw={1040}>
        <Section title={t('products.details')}>
          <DetailsForm product={product} labs={[]} onSaved={() => undefined} />
        </Section>
        <Section title={t('variants.title')}>
          <Variants product={product} />
          <OptionTexts product={product} />
        </Section>
        <Section title={t('pictures.title')}>
          <Pictures product={product} />
        </Section>
      </Stack>
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <Title order={2} fz="lg" mb="md">
        {title}
      </Title>
      {children}
    </Card>
  );
}

function Acts({ product: { slug, name, is_published, allowed_actions } }: { product: Product }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const refresh = () => queries.invalidateQueries({ queryKey: ['products'] });
  const publish = useMutation({
    mutationFn: (isPublished: boolean) => productActs.publish(slug, isPublished),
    onSuccess: async (_, isPublished) => {
      await refresh();
      toastUndo(t(isPublished ? 'products.published' : 'products.withdrawn', { name }), () => publish.mutate(!isPublished));
    },
    onError: (error) => toastError(error, 'publishing'),
  });
  const remove = useMutation({
    mutationFn: () => productActs.remove(slug),
    onSuccess: async () => {
      await navigate({ to: '/maker/products' } as never);
      await refresh();
      toast(t('products.removed', { name }), 'product');
    },
    onError: (error) => toastError(error, 'product'),
  });
  return (
    <>
      {is_published && (
        <ButtonLink variant="default" to={`/shop/${slug}` as string}>
          {t('products.see_in_shop')}
        </ButtonLink>
      )}
      {allowed_actions.includes('destroy') && !is_published && (
        <Button
          variant="default"
          onClick={() =>
            confirm({
              title: t('products.ask_remove', { name }),
              body: t('products.explain_remove'),
              verb: t('products.remove'),
              onConfirm: () => remove.mutate(),
            })
          }
        >
          {t('products.remove')}
        </Button>
      )}
      {allowed_actions.includes('withdraw') && (
        <Button variant="default" loading={publish.isPending} onClick={() => publish.mutate(false)}>
          {t('products.withdraw')}
        </Button>
      )}
      {allowed_actions.includes('publish') && (
        <Button color="clay.6" loading={publish.isPending} onClick={() => publish.mutate(true)}>
          {t('products.publish')}
        </Button>
      )}
    </>
  );
}
