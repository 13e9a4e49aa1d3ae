import { Kbd, Modal, Switch, Table } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { NAVIGATION } from './navigation';

const CHORD_MS = 1_200;

/** `g` then a letter goes somewhere, `n` begins a print, `?` shows this list. Can be switched off (WCAG 2.1.4). */
export function Shortcuts() {
  const { t } = useTranslation();
  const { role, isSignedIn } = useSession();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure();
  const [isOn, setOn] = useLocalStorage({ key: 'strato-shortcuts', defaultValue: true });
  const chordAt = useRef(0);
  const items = NAVIGATION[isSignedIn ? role : 'guest'].filter((item) => item.jump);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, select, [contenteditable], [role="application"]')
      )
        return;
      if (event.key === '?') return open();
      if (!isOn) return;
      if (Date.now() - chordAt.current < CHORD_MS) {
        chordAt.current = 0;
        const item = items.find(({ jump }) => jump === event.key);
        if (item) void navigate({ to: item.to });
      } else if (event.key === 'g') chordAt.current = Date.now();
      else if (event.key === 'n') void navigate({ to: '/print' as string });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [items, isOn, navigate, open]);

  return (
    <Modal opened={isOpen} onClose={close} title={t('shortcut.title')}>
      <Table>
        <Table.Tbody>
          <Row keys={['Ctrl', 'K']} label={t('nav.search_long')} />
          <Row keys={['n']} label={t('nav.new_print')} />
          {items.map(({ key, jump }) => (
            <Row key={key} keys={['g', jump as string]} label={t(`nav.${key}`)} />
          ))}
          <Row keys={['?']} label={t('shortcut.title')} />
        </Table.Tbody>
      </Table>
      <Switch mt="md" label={t('shortcut.on')} checked={isOn} onChange={(event) => setOn(event.currentTarget.checked)} />
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
