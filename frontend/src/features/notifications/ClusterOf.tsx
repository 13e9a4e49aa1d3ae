import { Button } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Cluster } from './grouping';
import { NotificationItem } from './NotificationItem';
import classes from './Notifications.module.css';

/** What happened to one thing: the newest, and on request what came before. */
export function ClusterOf({ cluster: [newest, ...earlier] }: { cluster: Cluster }) {
  const { t } = useTranslation('notifications');
  const [isOpen, { toggle }] = useDisclosure();
  const id = useId();
  const Chevron = isOpen ? IconChevronUp : IconChevronDown;
  return (
    <>
      <NotificationItem notification={newest} isKept />
      {earlier.length > 0 && (
        <>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            ms="md"
            mb={4}
            style={{ alignSelf: 'flex-start' }}
            rightSection={<Chevron size={16} aria-hidden />}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={toggle}
          >
            {t('earlier', { count: earlier.length, subject: newest.subject?.label })}
          </Button>
          <div id={id} className={classes.earlier} hidden={!isOpen}>
            {isOpen && earlier.map((one) => <NotificationItem key={one.id} notification={one} isKept />)}
          </div>
        </>
      )}
    </>
  );
}
