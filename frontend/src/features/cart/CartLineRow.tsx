import { Anchor, Button, Card, Group, Image, Stack, Text } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CartLine } from '@/shared/api/gen/types.gen';
import { Money } from '@/shared/ui/Money';
import { QuantityInput } from '@/shared/ui/QuantityInput';
import { useChangeQuantity } from './api';

const REST_MS = 350;
const MOST = 999;

/** One thing in the cart: how many, what it costs, and what stands in its way. */
export function CartLineRow({ line, onRemove }: { line: CartLine; onRemove: (button: HTMLElement) => void }) {
  const { t, i18n } = useTranslation('cart');
  const change = useChangeQuantity();
  const send = useDebouncedCallback((quantity: number) => change.mutate({ id: line.id, quantity }), REST_MS);
  const [wanted, setWanted] = useState(line.quantity);
  useEffect(() => setWanted(line.quantity), [line.quantity]);
  const title = line.title || t('gone');
  return (
    <Card padding="sm">
      <Group align="flex-start" wrap="nowrap">
        <Image src={line.image} alt="" w={72} h={72} fit="contain" fallbackSrc="/logo.svg" />
        <Stack gap={4} flex={1} miw={0}>
          {line.link ? (
            <Anchor component={Link} to={line.link} fw={600} lang={line.title_language || undefined}>
              {title}
            </Anchor>
          ) : (
            <Text fw={600} lang={line.title_language || undefined}>
              {title}
            </Text>
          )}
          {line.detail && (
            <Text size="sm" c="dimmed" lang={line.detail_language || undefined}>
              {line.detail}
            </Text>
          )}
          {line.note && (
            <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
              {t('note', { note: line.note })}
            </Text>
          )}
          {line.problem && (
            <Text size="sm" c="red" role="alert">
              {t(i18n.exists(`cart:problem.${line.problem}`) ? `problem.${line.problem}` : 'problem.other', { count: line.available ?? 0 })}
            </Text>
          )}
          <Group gap="xs" justify="space-between" align="flex-end">
            {line.fixed_quantity ? (
              <Text size="sm">{t('as_a_whole')}</Text>
            ) : (
              <QuantityInput
                label={t('quantity_of', { name: title })}
                value={wanted}
                max={Math.max(Math.min(line.available ?? MOST, MOST), line.quantity)}
                onChange={(quantity) => {
                  setWanted(quantity);
                  send(quantity);
                }}
              />
            )}
            <Stack gap={0} align="flex-end" ms="auto">
              <Text fw={600}>
                <Money value={line.goods} />
              </Text>
              {line.unit_price && line.quantity > 1 && (
                <Text size="xs" c="dimmed">
                  {t('each')} <Money value={line.unit_price} />
                </Text>
              )}
            </Stack>
          </Group>
          <Button
            variant="subtle"
            size="compact-sm"
            color="gray"
            w="fit-content"
            ms={-8}
            aria-label={t('remove_named', { name: title })}
            data-remove
            onClick={(event) => onRemove(event.currentTarget)}
          >
            {t('remove')}
          </Button>
        </Stack>
      </Group>
    </Card>
  );
}
