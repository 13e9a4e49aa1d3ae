import { ActionIcon, Button, Group, Menu, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product, Variant } from '@/shared/api/gen/types.gen';
import { formatMass } from '@/shared/lib/format';
import { confirm } from '@/shared/ui/confirm';
import { Money } from '@/shared/ui/Money';
import { onDemand } from '@/shared/ui/onDemand';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { toast, toastError } from '@/shared/ui/toast';
import { variantActs } from './api';

const StockDialog = onDemand(() => import('./StockDialog').then((file) => file.StockDialog));
const VariantDialog = onDemand(() => import('./VariantDialog').then((file) => file.VariantDialog));

type Act = 'edit' | 'receive' | 'count' | 'switch' | 'remove';

/** The buyable forms of a product, with what lies on the shelf. */
export function Variants({ product }: { product: Product }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const [ask, setAsk] = useState<{ variant?: Variant; act: Act }>();
  const close = () => setAsk(undefined);
  const tried = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await queries.invalidateQueries({ queryKey: ['products'] });
      toast(done, 'variant');
    } catch (error) {
      toastError(error, 'variant');
    }
  };
  const start = (variant: Variant, act: Act) => {
    const name = nameOf(variant);
    if (act === 'switch')
      void tried(
        () => variantActs.edit(variant.id, { is_active: !variant.is_active }),
        t(variant.is_active ? 'variants.switched_off' : 'variants.switched_on', { name }),
      );
    else if (act === 'remove')
      confirm({
        title: t('variants.ask_remove', { name }),
        body: t('variants.explain_remove'),
        verb: t('variants.remove'),
        onConfirm: () => tried(() => variantActs.remove(variant.id), t('variants.removed', { name })),
      });
    else setAsk({ variant, act });
  };
  return (
    <Stack gap="md" align="flex-start">
      {product.variants.length === 0 ? (
        <Text c="dimmed">{t('variants.empty')}</Text>
      ) : (
        <Table aria-label={t('variants.title')} style={{ overflowWrap: 'anywhere' }}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('variants.variant')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('variants.sku')}</Table.Th>
              <Table.Th ta="end">{t('products.price')}</Table.Th>
              <Table.Th ta="end" visibleFrom="sm">
                {t('variants.weight')}
              </Table.Th>
              <Table.Th ta="end">{t('variants.available')}</Table.Th>
              <Table.Th w={60}>
                <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {product.variants.map((variant) => (
              <Row key={variant.id} variant={variant} onAct={(act) => start(variant, act)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsk({ act: 'edit' })}>
        {t('variants.add')}
      </Button>
      {ask?.act === 'edit' && <VariantDialog product={product} variant={ask.variant} onClose={close} />}
      {ask?.variant?.item && (ask.act === 'receive' || ask.act === 'count') && (
        <StockDialog lab={product.lab.id} variant={ask.variant} item={ask.variant.item} act={ask.act} onClose={close} />
      )}
    </Stack>
  );
}

export const nameOf = ({ title, sku }: Variant) => title || sku;

function Row({ variant, onAct }: { variant: Variant; onAct: (act: Act) => void }) {
  const { t, i18n } = useTranslation('office');
  const acts: Act[] = variant.item ? ['edit', 'receive', 'count', 'switch', 'remove'] : ['edit', 'switch', 'remove'];
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text fw={500}>{nameOf(variant)}</Text>
          {!variant.is_active && (
            <ToneBadge tone="neutral" size="md">
              {t('variants.off')}
            </ToneBadge>
          )}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">{variant.sku}</Table.Td>
      <Table.Td ta="end">
        <Money value={variant.price} />
      </Table.Td>
      <Table.Td ta="end" visibleFrom="sm">
        {variant.weight_mg ? formatMass(variant.weight_mg, i18n.language) : '–'}
      </Table.Td>
      <Table.Td ta="end">{variant.available ?? t('products.made_to_order')}</Table.Td>
      <Table.Td ta="end">
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" c="dimmed" size="lg" aria-label={t('variants.actions', { name: nameOf(variant) })}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {acts.map((act) => (
              <Menu.Item key={act} onClick={() => onAct(act)}>
                {t(act === 'switch' ? (variant.is_active ? 'variants.act.switch_off' : 'variants.act.switch_on') : `variants.act.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Table.Td>
    </Table.Tr>
  );
}
