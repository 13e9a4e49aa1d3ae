import '@mantine/notifications/styles.css';
import { useMediaQuery } from '@mantine/hooks';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import classes from './Overlays.module.css';

/** Where toasts and questions appear. Both are reached by events, so they stand beside the pages and come after them. */
export default function Overlays() {
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 47.99em)'); // at the bottom of a phone is the page's own button
  return (
    <>
      <Notifications
        position={isPhone ? 'top-center' : 'bottom-right'}
        autoClose={8_000}
        limit={3}
        containerWidth={420}
        classNames={{ root: classes.toasts }}
      />
      <ModalsProvider labels={{ confirm: t('action.confirm'), cancel: t('action.cancel') }}>{null}</ModalsProvider>
    </>
  );
}
