import { Badge, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/shared/ui/links';
import { ErrorState } from '@/shared/ui/states';
import { designsQuery, isReady } from './gear';

/** What can be made to this pet's measure, for its owner. */
export function GearCard({ pet }: { pet: string }) {
  const { t } = useTranslation('pets');
  const designs = useQuery(designsQuery(pet));
  return (
    <Card component="section" aria-labelledby="gear">
      <Title order={2} id="gear" mb="xs">
        {t('gear.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('gear.lead')}
      </Text>
      {designs.isPending && <Skeleton height={120} radius="md" />}
      {designs.error && !designs.data && <ErrorState error={designs.error} onRetry={() => void designs.refetch()} />}
      <Stack gap="sm">
        {designs.data?.map((design) => (
          <div key={design.design}>
            <Group gap="xs">
              <TextLink
                to={'/pets/$petId/made-to-measure' as never}
                params={{ petId: pet } as never}
                search={{ design: design.design } as never}
                fw={600}
              >
                {t(`gear.design.${design.design}.name`)}
              </TextLink>
              {!isReady(design) && (
                <Badge variant="light" color="gray">
                  {t(design.missing.length > 0 ? 'gear.not_measured' : 'gear.not_possible')}
                </Badge>
              )}
            </Group>
            <Text size="sm" c="dimmed">
              {t(`gear.design.${design.design}.what`)}
            </Text>
          </div>
        ))}
      </Stack>
    </Card>
  );
}
