import { Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The first page: a drop zone and what happens next. */
export function Landing() {
  const { t } = useTranslation('quote');
  useEffect(() => {
    document.title = 'Strato';
  }, []);
  return (
    <Stack align="center" py={48}>
      <Title order={1} ta="center" fz={40} lh="48px" id="page-title" tabIndex={-1}>
        {t('landing.title')}
      </Title>
      <Text c="dimmed">{t('landing.lead')}</Text>
    </Stack>
  );
}
