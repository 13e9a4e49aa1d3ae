import { Button, Card, Checkbox, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meAddressesCreate, meAddressesDestroy, meAddressesList, meAddressesPartialUpdate } from '@/shared/api/gen/sdk.gen';
import type { Address, AddressRequest } from '@/shared/api/gen/types.gen';
import { useOffer } from '@/shared/commands/registry';
import { landErrors } from '@/shared/lib/errors';
import { Dialog } from '@/shared/ui/Dialog';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';

const addressesQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: async ({ signal }) => ((await meAddressesList({ signal })).data ?? []) as Address[],
});
const FIELDS = ['name', 'company', 'street', 'street2', 'postal_code', 'city', 'region', 'country', 'phone'] as const;
const AUTOCOMPLETE: Record<string, string> = {
  name: 'name',
  company: 'organization',
  street: 'address-line1',
  street2: 'address-line2',
  postal_code: 'postal-code',
  city: 'address-level2',
  region: 'address-level1',
  country: 'country',
  phone: 'tel',
};
const REQUIRED = new Set<string>(['name', 'street', 'city', 'country']);

/** Where parcels go; one is the default. */
export function Addresses() {
  const { t } = useTranslation('settings');
  const query = useQuery(addressesQuery);
  const queries = useQueryClient();
  const [open, setOpen] = useState<Address | 'new'>();
  const refresh = () => queries.invalidateQueries({ queryKey: addressesQuery.queryKey });
  const remove = async (address: Address) => {
    try {
      await meAddressesDestroy({ path: { id: address.id } });
      await refresh();
      toastUndo(t('address.deleted'), async () => {
        await meAddressesCreate({ body: bodyOf(address) });
        await refresh();
      });
    } catch (error) {
      toastError(error);
    }
  };
  const makeDefault = (address: Address) =>
    meAddressesPartialUpdate({ path: { id: address.id }, body: { is_default: true } as never }).then(refresh, toastError);
  useOffer([{ id: 'add-address', label: t('address.add'), run: () => setOpen('new') }]);
  const add = <Button onClick={() => setOpen('new')}>{t('address.add')}</Button>;

  return (
    <>
      <QueryView
        query={query}
        skeleton={<SkeletonRows rows={2} height={120} />}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <EmptyState title={t('address.empty')} action={add}>
            {t('address.empty_why')}
          </EmptyState>
        }
      >
        {(rows) => (
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              {rows.map((address) => (
                <Card key={address.id}>
                  <Group justify="space-between">
                    <Text fw={500}>{address.name}</Text>
                    {address.is_default && (
                      <ToneBadge tone="success" size="md">
                        {t('address.default')}
                      </ToneBadge>
                    )}
                  </Group>
                  <Text c="dimmed" style={{ whiteSpace: 'pre-line' }}>
                    {[
                      address.company,
                      address.street,
                      address.street2,
                      `${address.postal_code ?? ''} ${address.city}`.trim(),
                      address.country,
                    ]
                      .filter(Boolean)
                      .join('\n')}
                  </Text>
                  <Group gap={4} mt="sm">
                    <Button size="compact-sm" variant="subtle" onClick={() => setOpen(address)}>
                      {t('common:action.edit')}
                    </Button>
                    {!address.is_default && (
                      <Button size="compact-sm" variant="subtle" onClick={() => void makeDefault(address)}>
                        {t('address.make_default')}
                      </Button>
                    )}
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red.8"
                      c="var(--mantine-color-error)"
                      onClick={() => void remove(address)}
                    >
                      {t('common:action.delete')}
                    </Button>
                  </Group>
                </Card>
              ))}
            </SimpleGrid>
            <Group>{add}</Group>
          </Stack>
        )}
      </QueryView>
      {open && <AddressDialog address={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} onSaved={refresh} />}
    </>
  );
}

function AddressDialog({ address, onClose, onSaved }: { address?: Address; onClose: () => void; onSaved: () => unknown }) {
  const { t } = useTranslation('settings');
  const form = useForm({ initialValues: bodyOf(address) });
  const save = useMutation({
    mutationFn: async (body: AddressRequest) => {
      const tidy = { ...body, country: body.country.trim().toUpperCase() };
      return address ? meAddressesPartialUpdate({ path: { id: address.id }, body: tidy }) : meAddressesCreate({ body: tidy });
    },
    onSuccess: async () => {
      await onSaved();
      toast(t('saved'), 'settings');
      onClose();
    },
    onError: (error) => {
      if (landErrors(form, error)) toastError(error, 'settings');
    },
  });
  return (
    <Dialog onClose={onClose} title={t(address ? 'address.edit' : 'address.add')}>
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack>
          {FIELDS.map((field) => (
            <TextInput
              key={field}
              label={t(`address.${field}`)}
              required={REQUIRED.has(field)}
              autoComplete={AUTOCOMPLETE[field]}
              maxLength={field === 'country' ? 2 : 200}
              {...form.getInputProps(field)}
            />
          ))}
          <Checkbox label={t('address.make_default')} {...form.getInputProps('is_default', { type: 'checkbox' })} />
          <Checkbox label={t('address.billing')} {...form.getInputProps('is_billing', { type: 'checkbox' })} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('address.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function bodyOf(address?: Address): AddressRequest {
  const text = Object.fromEntries(FIELDS.map((field) => [field, address?.[field] ?? ''])) as Record<(typeof FIELDS)[number], string>;
  return { ...text, is_default: address?.is_default ?? false, is_billing: address?.is_billing ?? false };
}
