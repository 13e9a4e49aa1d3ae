import { Button, Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconCube, IconListCheck, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toastError } from '@/shared/ui/toast';
import { DropArea } from './DropArea';
import { handOver, SAMPLES, sampleFile } from './handoff';

const STEPS = [
  { key: 'see', icon: IconCube },
  { key: 'choose', icon: IconListCheck },
  { key: 'follow', icon: IconPrinter },
] as const;

/** The first page: a drop zone, and what happens next. */
export function Landing() {
  const { t } = useTranslation('quote');
  const navigate = useNavigate();
  useEffect(() => {
    document.title = 'Strato';
  }, []);

  const begin = (file: File) => {
    handOver(file);
    void navigate({ to: '/print' });
  };

  return (
    <Stack gap={32} maw={960} mx="auto" py={{ base: 'md', sm: 48 }}>
      <Stack gap="xs" align="center">
        <Title order={1} ta="center" fz={{ base: 26, sm: 40 }} lh={{ base: '34px', sm: '48px' }} id="page-title" tabIndex={-1}>
          {t('landing.title')}
        </Title>
        <Text c="dimmed" ta="center" fz={16} lh="24px">
          {t('landing.lead')}
        </Text>
      </Stack>
      <DropArea onFile={begin} height={320} />
      <Group justify="center" gap="xs">
        <Text c="dimmed">{t('landing.no_file')}</Text>
        {SAMPLES.map(({ key, url }) => (
          <Button key={key} variant="default" size="compact-md" onClick={() => sampleFile(url).then(begin, toastError)}>
            {t(`sample.${key}`)}
          </Button>
        ))}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {STEPS.map(({ key, icon: Icon }) => (
          <Card key={key} component="li">
            <Icon size={24} stroke={1.5} aria-hidden color="var(--mantine-color-strata-6)" />
            <Title order={2} fz={16} lh="24px" mt="xs">
              {t(`landing.${key}`)}
            </Title>
            <Text c="dimmed">{t(`landing.${key}_how`)}</Text>
          </Card>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
