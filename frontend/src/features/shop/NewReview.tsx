import { Button, Card, Rating, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast, toastError } from '@/shared/ui/toast';
import { writeReview } from './api';

/** Stars and words of somebody who has it at home. */
export function NewReview({ slug }: { slug: string }) {
  const { t } = useTranslation('shop');
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { rating: 0, text: '' },
    validate: { rating: (rating) => (rating ? null : t('reviews.rating_missing')) },
  });
  const write = useMutation({
    mutationFn: (review: typeof form.values) => writeReview(slug, review),
    onSuccess: () => {
      toast(t('reviews.thanks'), 'review');
      return queries.invalidateQueries({ queryKey: ['products'] });
    },
    onError: (error) => toastError(error, 'review'),
  });
  return (
    <Card component="form" mb="md" onSubmit={form.onSubmit((values) => write.mutate(values))}>
      <Stack align="flex-start">
        <Text fw={500}>{t('reviews.yours')}</Text>
        <Rating size="lg" color="clay.5" getSymbolLabel={(count) => t('stars_up', { count })} {...form.getInputProps('rating')} />
        {form.errors.rating && (
          <Text size="sm" c="red" role="alert">
            {form.errors.rating}
          </Text>
        )}
        <Textarea label={t('reviews.text')} autosize minRows={2} maxLength={4000} w="100%" {...form.getInputProps('text')} />
        <Button type="submit" loading={write.isPending}>
          {t('reviews.send')}
        </Button>
      </Stack>
    </Card>
  );
}
