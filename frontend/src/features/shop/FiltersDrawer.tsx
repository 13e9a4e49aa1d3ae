import { Button, Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShopSearch } from './api';
import { Filters } from './Filters';

type Props = {
  search: ShopSearch;
  count: number;
  isOpen: boolean;
  onChange: (changes: Partial<ShopSearch>) => void;
  onClose: () => void;
};

/** The filters of a phone, over the shelves; the button at the end says what is left. */
export function FiltersDrawer({ search, count, isOpen, onChange, onClose }: Props) {
  const { t } = useTranslation('shop');
  return (
    <Drawer opened={isOpen} onClose={onClose} title={t('filters')} position="right">
      <Filters search={search} onChange={onChange} />
      <Button fullWidth mt="lg" onClick={onClose}>
        {t('show', { count })}
      </Button>
    </Drawer>
  );
}
