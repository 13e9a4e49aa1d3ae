import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';

const STEPS = [
  { key: 'printers', to: '/maker/printers', search: {} },
  { key: 'prices', to: '/maker/stock', search: { tab: 'prices' } },
  { key: 'hours', to: '/maker/lab', search: { tab: 'hours' } },
] as const;

/** A lab that nobody has approved yet: how things stand, and what can be done meanwhile. */
export function GettingReady({ lab, status }: { lab: string; status: 'pending' | 'rejected' }) {
  const { t } = useTranslation('dashboards');
  const isRejected = status === 'rejected';
  return (
    <Stack gap="lg">
      <Card component="section" aria-label={t(`maker.${status}`)}>
        <Stack gap="xs" align="flex-start">
          <StatusBadge kind="lab" status={status} />
          <Text maw={640}>{t(`maker.${status}_why`)}</Text>
          {isRejected && (
            <TextLink to="/maker/lab" search={{ lab } as never}>
              {t('maker.reapply')}
            </TextLink>
          )}
        </Stack>
      </Card>
      <section aria-labelledby="ready">
        <Title order={2} id="ready" mb="sm">
          {t('maker.meanwhile')}
        </Title>
        <SimpleGrid component="ul" cols={{ base: 1, sm: 3 }} m={0} p={0} style={{ listStyle: 'none' }}>
          {STEPS.map(({ key, to, search }) => (
            <Card key={key} component="li">
              <TextLink to={to} search={{ lab, ...search } as never} fw={600}>
                {t(`maker.ready.${key}`)}
              </TextLink>
              <Text size="sm" c="dimmed" mt={4}>
                {t(`maker.ready.${key}_why`)}
              </Text>
            </Card>
          ))}
        </SimpleGrid>
      </section>
    </Stack>
  );
}
