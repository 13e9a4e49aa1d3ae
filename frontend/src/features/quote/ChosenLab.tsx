import { Alert, Button, Group, Pill, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Quote } from '@/shared/api/gen/types.gen';
import { choosableQuery, labQuery } from './api';
import { reasonText } from './words';

type Props = {
  lab: string;
  printer: string | undefined;
  quote: Quote | undefined;
  onClear: () => void;
  onClearPrinter: () => void;
};

/** The lab, and perhaps the machine, that the customer came with; if it cannot, it says why. */
export function ChosenLab({ lab, printer, quote, onClear, onClearPrinter }: Props) {
  const { t, i18n } = useTranslation('quote');
  const { data: known, isError } = useQuery(labQuery(lab));
  const { data: machines } = useQuery(choosableQuery(printer ? lab : undefined));
  const offer = quote?.offers.find((one) => one.lab.id === lab);
  const name = offer?.lab.name ?? known?.name;
  const machine = machines?.find(({ id }) => id === printer);
  const all = (
    <Button size="compact-md" variant="default" onClick={onClear}>
      {t('chosen.all')}
    </Button>
  );
  if (isError || (known && known.status !== 'active') || (quote && !offer) || (offer && !offer.is_possible))
    return (
      <Alert
        color="yellow"
        variant="outline"
        icon={<IconAlertTriangle aria-hidden />}
        mb="sm"
        styles={{ title: { color: 'var(--tone-warning-text)' } }}
        title={t('chosen.cannot', { lab: name ?? t('chosen.this') })}
      >
        <Stack gap="xs" align="flex-start">
          {offer ? (
            offer.reasons.map((reason) => <Text key={reason.code}>{reasonText(reason, t, i18n.language)}</Text>)
          ) : (
            <Text>{t('chosen.closed')}</Text>
          )}
          <Text c="dimmed">{t('chosen.others')}</Text>
          {all}
        </Stack>
      </Alert>
    );
  const printsIt = machine && (!quote || machine.technology === quote.material.technology);
  return (
    <Group justify="space-between" mb="sm" gap="xs">
      <Group gap="xs">
        <Text fw={500}>{name && t('chosen.here', { lab: name })}</Text>
        {printsIt && (
          <Pill withRemoveButton onRemove={onClearPrinter} removeButtonProps={{ 'aria-label': t('chosen.any_machine'), tabIndex: 0 }}>
            {machine.name}
          </Pill>
        )}
      </Group>
      {all}
      {printer && machines && !printsIt && (
        <Text size="sm" c="dimmed" w="100%">
          {machine ? t('chosen.wrong_machine', { printer: machine.name }) : t('chosen.no_machine')}
        </Text>
      )}
    </Group>
  );
}
