import { Anchor, Group, Image, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Order, OrderLine } from '@/shared/api/gen/types.gen';
import { Money } from '@/shared/ui/Money';
import { LineLinks } from './LineLinks';

type Props = { order: Order; renderLine?: (line: OrderLine, order: Order) => ReactNode };

/** What was bought, as it was when it was bought. */
export function OrderLines({ order, renderLine }: Props) {
  const { t } = useTranslation('orders');
  return (
    <Stack component="ul" gap="md" p={0} m={0} style={{ listStyle: 'none' }}>
      {order.lines.map((line) => (
        <li key={line.id}>
          <Group wrap="nowrap" align="flex-start">
            <Image src={line.image} alt="" w={56} h={56} fit="contain" radius="md" fallbackSrc="/logo.svg" />
            <Stack gap={2} flex={1} miw={0}>
              {line.link ? (
                <Anchor component={Link} to={line.link} fw={500}>
                  {line.title}
                </Anchor>
              ) : (
                <Text fw={500}>{line.title}</Text>
              )}
              <Text size="sm" c="dimmed">
                {[line.detail, line.lab?.name].filter(Boolean).join(' · ')}
              </Text>
              {line.note && (
                <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
                  {t('line.note', { note: line.note })}
                </Text>
              )}
              <Group gap="md">
                {line.shipped > 0 && line.shipped < line.quantity && (
                  <Text size="sm">{t('line.shipped', { count: line.shipped, of: line.quantity })}</Text>
                )}
                {line.refunded > 0 && <Text size="sm">{t('line.refunded', { count: line.refunded })}</Text>}
                <LineLinks line={line} order={order} />
                {renderLine?.(line, order)}
              </Group>
            </Stack>
            <Stack gap={0} align="flex-end">
              <Text fw={600}>
                <Money value={line.goods} />
              </Text>
              {line.quantity > 1 && (
                <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  {line.quantity} × <Money value={line.unit_price} />
                </Text>
              )}
            </Stack>
          </Group>
        </li>
      ))}
    </Stack>
  );
}
