import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RelationEnum } from '@/shared/api/gen/types.gen';
import { confirm } from '@/shared/ui/confirm';
import { doLater, useWaiting } from '@/shared/ui/later';
import { toast, toastError, toastUndo } from '@/shared/ui/toast';
import { acts } from './api';

type Someone = { id: string; display_name: string; relation: RelationEnum };

/** What can be done between me and somebody; `relation` is how it stands once what was pressed has arrived. */
export function useFriendship(person: Someone) {
  const { t } = useTranslation('community');
  const queries = useQueryClient();
  const waiting = useWaiting();
  const name = person.display_name;
  const word = `friendship-${person.id}`;
  const settled = () => Promise.all(['people', 'events', 'pets'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
  const failed = (error: unknown) => toastError(error, word);
  const tried = <T>(act: Promise<T>) => act.catch(failed).then(settled);

  const ask = useMutation({
    mutationFn: () => acts.befriend(person.id),
    onSuccess: ({ relation }) => toast(t(relation === 'friend' ? 'done.friends' : 'done.asked', { name }), word),
    onError: failed,
    onSettled: settled,
  });
  const block = useMutation({
    mutationFn: () => acts.block(person.id),
    onSuccess: () => toast(t('done.blocked', { name }), word),
    onError: failed,
    onSettled: settled,
  });
  const asked: RelationEnum = person.relation === 'asks' ? 'friend' : 'asked';
  const isParting = waiting.has(`unfriend-${person.id}`) || waiting.has(`decline-${person.id}`);
  return {
    relation: isParting ? 'none' : ask.isPending ? asked : person.relation,
    /** Nothing else can be begun while one is about to part. */
    isParting,
    ask: () => ask.mutate(),
    unfriend: () =>
      doLater({
        id: `unfriend-${person.id}`,
        message: t('done.unfriended', { name }),
        act: (init) => acts.unfriend(person.id, init),
        onSettled: settled,
      }),
    decline: (request: string) =>
      doLater({
        id: `decline-${person.id}`,
        message: t('done.declined', { name }),
        act: (init) => acts.decline(request, init),
        onSettled: settled,
      }),
    cancel: (request: string) =>
      tried(acts.cancel(request).then(() => toastUndo(t('done.taken_back', { name }), () => tried(acts.befriend(person.id)), word))),
    block: (onDone?: () => unknown) =>
      confirm({
        title: t('block.ask', { name }),
        body: t('block.why'),
        verb: t('block.verb', { name }),
        onConfirm: () => block.mutate(undefined, { onSuccess: onDone }),
      }),
  };
}
