import { ActionIcon, Avatar, Blockquote, Button, Card, Group, Rating, Stack, Text, Title } from '@mantine/core';
import { IconFlag } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product, Review } from '@/shared/api/gen/types.gen';
import { nameOf } from '@/shared/lib/people';
import { useReportDialog } from '@/shared/report/useReportDialog';
import { onDemand } from '@/shared/ui/onDemand';
import { Pager } from '@/shared/ui/Pager';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { toastError } from '@/shared/ui/toast';
import { When } from '@/shared/ui/When';
import { deleteReview, reviewsQuery } from './api';

const NewReview = onDemand(() => import('./NewReview').then((file) => file.NewReview));

const cursorOf = (link: string | null | undefined) => (link ? (new URL(link).searchParams.get('cursor') ?? undefined) : undefined);

/** What buyers say, and room for the one who has not yet. */
export function Reviews({ product }: { product: Product }) {
  const { t } = useTranslation('shop');
  const [cursor, setCursor] = useState<string>();
  const query = useQuery(reviewsQuery(product.slug, cursor));
  return (
    <section aria-labelledby="reviews">
      <Title order={2} id="reviews" mb="sm">
        {t('reviews.title')}
      </Title>
      {product.may_review && <NewReview slug={product.slug} />}
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={2} height={90} />}
        isEmpty={({ results }) => results.length === 0}
        empty={<Text c="dimmed">{t('reviews.none')}</Text>}
      >
        {({ results, next, previous }) => (
          <Stack>
            {results.map((review) => (
              <Shown key={review.id} slug={product.slug} lab={product.lab.name} review={review} />
            ))}
            <Pager
              paging={{
                onPrevious: previous ? () => setCursor(cursorOf(previous)) : undefined,
                onNext: next ? () => setCursor(cursorOf(next)) : undefined,
              }}
            />
          </Stack>
        )}
      </QueryView>
    </section>
  );
}

function Shown({ slug, lab, review }: { slug: string; lab: string; review: Review }) {
  const { t } = useTranslation('shop');
  const queries = useQueryClient();
  const report = useReportDialog('review', review.id);
  const mayReport = report.mayReport && !review.allowed_actions.includes('partial_update');
  const remove = useMutation({
    mutationFn: () => deleteReview(slug, review.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['products'] }),
    onError: (error) => toastError(error, 'review'),
  });
  return (
    <Card component="article">
      <Group gap="sm" mb="xs">
        <Avatar name={review.author.name} size={32} aria-hidden />
        <Text fw={500}>{nameOf(review.author.name)}</Text>
        <Rating role="img" value={review.rating} readOnly size="xs" color="clay.5" aria-label={t('stars_up', { count: review.rating })} />
        <Text size="sm" c="dimmed">
          <When at={review.created_at} />
        </Text>
        {review.allowed_actions.includes('destroy') && (
          <Button size="compact-sm" variant="subtle" color="red" ms="auto" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('reviews.delete')}
          </Button>
        )}
        {mayReport && (
          <ActionIcon
            size={32}
            variant="subtle"
            color="gray"
            ms={review.allowed_actions.includes('destroy') ? undefined : 'auto'}
            aria-label={t('reviews.report', { name: review.author.name })}
            onClick={report.open}
          >
            <IconFlag size={16} aria-hidden />
          </ActionIcon>
        )}
        {report.dialog}
      </Group>
      {review.text && <Text style={{ whiteSpace: 'pre-line' }}>{review.text}</Text>}
      {review.answer && (
        <Blockquote p="sm" mt="sm" cite={lab}>
          {review.answer}
        </Blockquote>
      )}
    </Card>
  );
}
