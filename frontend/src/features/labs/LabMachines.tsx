import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { formatSize } from '@/shared/lib/format';
import { TextLink } from '@/shared/ui/links';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { QueryView, SkeletonRows } from '@/shared/ui/states';
import { machinesQuery } from './api';
import classes from './Labs.module.css';

/** The printers of a lab as everybody may see them. */
export function LabMachines({ lab, isOpen }: { lab: string; isOpen: boolean }) {
  const { t, i18n } = useTranslation('labs');
  const query = useQuery(machinesQuery(lab));
  return (
    <Card component="section" aria-label={t('machines.title')}>
      <Title order={2} mb="sm">
        {t('machines.title')}
      </Title>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={3} height={48} />}
        isEmpty={(printers) => printers.every(({ status }) => status === 'retired')}
        empty={<Text c="dimmed">{t('machines.empty')}</Text>}
      >
        {(printers) => (
          <Stack gap="sm" component="ul" className={classes.list}>
            {printers
              .filter(({ status }) => status !== 'retired')
              .map((printer) => (
                <li key={printer.id}>
                  <Group justify="space-between" wrap="nowrap" gap="xs">
                    <div>
                      <Text fw={500}>{printer.name}</Text>
                      <Text size="sm" c="dimmed">
                        {[
                          printer.model,
                          t(`technology.${printer.technology ?? 'fdm'}`),
                          formatSize([printer.build_x_mm, printer.build_y_mm, printer.build_z_mm], i18n.language),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </Text>
                    </div>
                    <Group gap="xs" justify="flex-end">
                      {isOpen && printer.is_choosable && (
                        <TextLink to="/print" search={{ lab, printer: printer.id }} fz="sm">
                          {t('machines.print_on')}
                        </TextLink>
                      )}
                      <StatusBadge kind="printer" status={printer.status ?? 'idle'} size="md" />
                    </Group>
                  </Group>
                </li>
              ))}
          </Stack>
        )}
      </QueryView>
    </Card>
  );
}
