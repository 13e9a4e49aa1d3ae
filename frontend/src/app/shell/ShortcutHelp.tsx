import { Kbd, Modal, Switch, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NavItem } from './navigation';

type Props = { isOpen: boolean; onClose: () => void; items: NavItem[]; isOn: boolean; onSwitch: (isOn: boolean) => void };

/** What the keys do, and the switch that turns single keys off. */
export default function ShortcutHelp({ isOpen, onClose, items, isOn, onSwitch }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('shortcut.title')}>
      <Table>
        <Table.Tbody>
          <Row keys={['Ctrl', 'K']} label={t('nav.search_long')} />
          <Row keys={['/']} label={t('nav.search_long')} />
          <Row keys={['n']} label={t('nav.new_print')} />
          {items.map(({ key, jump }) => (
            <Row key={key} keys={['g', jump as string]} label={t(`nav.${key}`)} />
          ))}
          <Row keys={['?']} label={t('shortcut.title')} />
        </Table.Tbody>
      </Table>
      <Switch mt="md" label={t('shortcut.on')} checked={isOn} onChange={(event) => onSwitch(event.currentTarget.checked)} />
    </Modal>
  );
}

function Row({ keys, label }: { keys: string[]; label: string }) {
  return (
    <Table.Tr>
      <Table.Td>{label}</Table.Td>
      <Table.Td ta="end">
        {keys.map((key) => (
          <Kbd key={key} ms={4}>
            {key}
          </Kbd>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}
