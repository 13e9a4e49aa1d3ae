import { Kbd, Modal, Switch, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NavItem } from './navigation';

type Props = { isOpen: boolean; onClose: () => void; items: NavItem[]; isOn: boolean; onSwitch: (isOn: boolean) => void };

const LIST_KEYS = [
  ['j', 'down'],
  ['k', 'up'],
  ['x', 'select'],
  ['e', 'edit'],
  ['Enter', 'open'],
] as const;

/** What the keys do, and the switch that turns single keys off. */
export default function ShortcutHelp({ isOpen, onClose, items, isOn, onSwitch }: Props) {
  const { t } = useTranslation();
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('shortcut.title')}>
      <Keys title={t('shortcut.anywhere')}>
        <Row keys={['Ctrl', 'K']} label={t('nav.search_long')} />
        <Row keys={['/']} label={t('shortcut.search')} />
        <Row keys={['n']} label={t('nav.new_print')} />
        {items.map(({ key, jump }) => (
          <Row key={key} keys={['g', jump as string]} label={t(`nav.${key}`)} />
        ))}
        <Row keys={['?']} label={t('shortcut.title')} />
      </Keys>
      <Keys title={t('shortcut.lists')}>
        {LIST_KEYS.map(([key, does]) => (
          <Row key={key} keys={[key]} label={t(`shortcut.${does}`)} />
        ))}
      </Keys>
      <Switch mt="md" label={t('shortcut.on')} checked={isOn} onChange={(event) => onSwitch(event.currentTarget.checked)} />
    </Modal>
  );
}

function Keys({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Table layout="fixed" captionSide="top" mb="sm">
      <Table.Caption ta="start" fw={600} c="var(--mantine-color-text)">
        {title}
      </Table.Caption>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
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
