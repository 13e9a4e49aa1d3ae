import { Button, Group, Radio, Skeleton, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Address } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { countryName } from '@/shared/lib/countries';
import { onDemand } from '@/shared/ui/onDemand';

const AddressForm = onDemand(() => import('./AddressForm').then((file) => file.AddressForm), <Skeleton height={280} />);

type Props = { rows: Address[]; chosen: Address | undefined; onChoose: (id: string) => void };

/** Where it goes: one of one's addresses, or a new one. */
export function AddressChoice({ rows, chosen, onChoose }: Props) {
  const { t, i18n } = useTranslation('cart');
  const { user } = useSession();
  const [isNew, setNew] = useState(false);
  const [added, setAdded] = useState<string>();
  if (isNew || rows.length === 0)
    return (
      <AddressForm
        name={user?.display_name ?? ''}
        country={chosen?.country ?? i18n.language.split('-')[1] ?? ''}
        onSaved={({ id }) => {
          setNew(false);
          setAdded(id);
          onChoose(id);
        }}
        onCancel={rows.length > 0 ? () => setNew(false) : undefined}
      />
    );
  return (
    <Stack gap="sm">
      <Radio.Group value={chosen?.id ?? null} onChange={onChoose} aria-label={t('checkout.address')}>
        <Stack gap="sm">
          {rows.map((row) => (
            <Radio
              key={row.id}
              ref={row.id === added ? takeFocus : undefined}
              value={row.id}
              label={row.name}
              description={lineOf(row, i18n.language)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Group>
        <Button variant="subtle" size="compact-sm" ms={-8} onClick={() => setNew(true)}>
          {t('address.new')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The form is gone with its button: one goes on from the address that was just made. */
const takeFocus = (radio: HTMLInputElement | null) => {
  radio?.focus();
};

function lineOf({ company, street, street2, postal_code, city, country }: Address, language: string): string {
  return [company, street, street2, `${postal_code ?? ''} ${city}`.trim(), countryName(country, language)].filter(Boolean).join(', ');
}
