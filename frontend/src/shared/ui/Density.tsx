import { ActionIcon } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconBaselineDensityMedium, IconBaselineDensitySmall } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../auth/session';

type Density = 'comfortable' | 'compact';

/** How tall the rows of tables are: 44 or 36 px. Each person's own choice, kept by this browser. */
export function useDensity() {
  const person = useQueryClient().getQueryData(meQuery.queryKey)?.id ?? 'guest';
  return useLocalStorage<Density>({ key: `strato-density-${person}`, defaultValue: 'comfortable', getInitialValueInEffect: false });
}

export function DensityToggle({ density, onChange }: { density: Density; onChange: (density: Density) => void }) {
  const { t } = useTranslation();
  const isCompact = density === 'compact';
  const Icon = isCompact ? IconBaselineDensitySmall : IconBaselineDensityMedium;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      c="dimmed"
      size={28}
      ms={4}
      aria-label={t('table.compact')}
      aria-pressed={isCompact}
      title={t('table.compact')}
      onClick={() => onChange(isCompact ? 'comfortable' : 'compact')}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
