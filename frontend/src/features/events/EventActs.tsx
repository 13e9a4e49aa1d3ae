import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCalendarDown, IconCalendarX, IconDots, IconPencil, IconTrash, IconUserPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Event } from '@/shared/api/gen/types.gen';
import { useSession } from '@/shared/auth/session';
import { useOffer } from '@/shared/commands/registry';
import { saveFile } from '@/shared/lib/saveFile';
import { useReport } from '@/shared/report/useReport';
import { doLater } from '@/shared/ui/later';
import { ButtonLink } from '@/shared/ui/links';
import { onDemand } from '@/shared/ui/onDemand';
import { toast, toastError } from '@/shared/ui/toast';
import { acts, eventQuery } from './api';

const InviteDialog = onDemand(() => import('./InviteDialog').then((file) => file.InviteDialog));
const CancelDialog = onDemand(() => import('./CancelDialog').then((file) => file.CancelDialog));

/** What this person may do with the event: hosts run it, everybody puts it into their calendar. */
export function EventActs({ event }: { event: Event }) {
  const { t } = useTranslation('events');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'invite' | 'cancel'>();
  const { user } = useSession();
  const report = useReport('event', event.id);
  const mayReport = report.mayReport && event.organizer.id !== user?.id;
  const may = (act: string) => event.allowed_actions.includes(act);
  const publish = useMutation({
    mutationFn: () => acts.publish(event.id),
    onSuccess: (saved) => {
      queries.setQueryData(eventQuery(event.id).queryKey, saved);
      toast(t('published', { title: event.title }), `event-${event.id}`);
    },
    onError: (error) => toastError(error, `event-${event.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: ['events'] }),
  });
  const file = useMutation({
    mutationFn: () => acts.file(event.id),
    onSuccess: (content) => saveFile(content, `${event.title.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.ics`),
    onError: (error) => toastError(error, `ics-${event.id}`),
  });
  const remove = () => {
    doLater({
      id: event.id,
      message: t('draft.deleted', { title: event.title }),
      act: (init) => acts.remove(event.id, init),
      onSettled: () => queries.invalidateQueries({ queryKey: ['events', 'list'] }),
    });
    void navigate({ to: '/events', search: { scope: 'mine' } } as never);
  };
  const edit = () => navigate({ to: '/events/$eventId/edit', params: { eventId: event.id } } as never);
  useOffer([
    may('publish') && { id: 'publish', label: t('act.publish'), run: () => publish.mutate() },
    may('partial_update') && { id: 'edit', label: t('act.edit'), run: edit },
    may('invite') && { id: 'invite', label: t('act.invite'), run: () => setOpen('invite') },
    { id: 'ics', label: t('act.file'), run: () => file.mutate() },
  ]);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconCalendarDown size={16} aria-hidden />}
        loading={file.isPending}
        onClick={() => file.mutate()}
      >
        {t('act.file')}
      </Button>
      {may('partial_update') && (
        <ButtonLink
          variant="default"
          to={'/events/$eventId/edit' as never}
          params={{ eventId: event.id } as never}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {t('act.edit')}
        </ButtonLink>
      )}
      {may('publish') ? (
        <Button color="clay" loading={publish.isPending} onClick={() => publish.mutate()}>
          {t('act.publish')}
        </Button>
      ) : (
        may('invite') && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setOpen('invite')}>
            {t('act.invite')}
          </Button>
        )
      )}
      {(may('cancel') || may('destroy') || mayReport) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t('common:action.more')}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {may('publish') && may('invite') && (
              <Menu.Item leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setOpen('invite')}>
                {t('act.invite')}
              </Menu.Item>
            )}
            {may('cancel') && (
              <Menu.Item leftSection={<IconCalendarX size={16} aria-hidden />} onClick={() => setOpen('cancel')}>
                {t('act.cancel')}
              </Menu.Item>
            )}
            {may('destroy') && (
              <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
                {t('act.delete')}
              </Menu.Item>
            )}
            {mayReport && report.item}
          </Menu.Dropdown>
        </Menu>
      )}
      {report.dialog}
      {open === 'invite' && <InviteDialog event={event} onClose={() => setOpen(undefined)} />}
      {open === 'cancel' && <CancelDialog event={event} onClose={() => setOpen(undefined)} />}
    </>
  );
}
