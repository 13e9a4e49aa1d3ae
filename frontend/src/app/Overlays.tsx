import '@mantine/notifications/styles.css';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';

/** Where toasts and questions appear. Both are reached by events, so they stand beside the pages and come after them. */
export default function Overlays() {
  const { t } = useTranslation();
  return (
    <>
      <Notifications position="bottom-right" autoClose={8_000} limit={3} containerWidth={420} />
      <ModalsProvider labels={{ confirm: t('action.confirm'), cancel: t('action.cancel') }}>{null}</ModalsProvider>
    </>
  );
}
