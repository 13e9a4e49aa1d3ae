import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  conversationsAcceptCreate,
  conversationsAttachmentsDestroy,
  conversationsAttachmentsRetrieve,
  conversationsCreate,
  conversationsDeclineCreate,
  conversationsLeaveCreate,
  conversationsList,
  conversationsMessagesDestroy,
  conversationsMessagesPartialUpdate,
  conversationsMessagesReactionsCreate,
  conversationsPartialUpdate,
  conversationsPeopleAdminCreate,
  conversationsPeopleCreate,
  conversationsPeopleDestroy,
  conversationsReadCreate,
  conversationsRetrieve,
  conversationsTypingCreate,
  friendsList,
  inboxSettingsRetrieve,
  inboxSettingsUpdate,
  messagesSearch,
  messagingSummary,
  peopleList,
  presenceSay,
} from '@/shared/api/gen/sdk.gen';
import type {
  AttachmentCard,
  Conversation,
  ConversationsCreateData,
  InboxSettings,
  MessageCard,
  PatchedConversationEditRequest,
  PersonCard,
} from '@/shared/api/gen/types.gen';
import { nextCursor } from '@/shared/lib/cursor';
import { onFrame } from '@/shared/realtime';

export type Box = 'inbox' | 'requests' | 'archived';
export type ConversationPage = { next?: string | null; results: Conversation[] };

export const LISTS = ['conversations', 'list'] as const;

export const listQuery = (box: Box, search?: string) =>
  infiniteQueryOptions({
    queryKey: [...LISTS, box, search ?? ''],
    queryFn: async ({ pageParam, signal }) =>
      (await conversationsList({ query: { box, search, cursor: pageParam }, signal })).data as ConversationPage,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversations', 'one', id],
    queryFn: async ({ signal }) => (await conversationsRetrieve({ path: { id }, signal })).data as Conversation,
  });

export const summaryQuery = queryOptions({
  queryKey: ['conversations', 'summary'],
  queryFn: async ({ signal }) => (await messagingSummary({ signal })).data ?? { unread: 0, conversations: 0, requests: 0 },
});

export const foundQuery = (words: string) =>
  queryOptions({
    queryKey: ['conversations', 'found', words],
    queryFn: async ({ signal }) => (await messagesSearch({ query: { q: words }, signal })).data as MessageCard[],
    placeholderData: keepPreviousData,
  });

/** Friends at first; whoever is looked for by name after that. */
export const peopleQuery = (search: string | undefined) =>
  queryOptions({
    queryKey: ['people', 'to-write', search],
    queryFn: async ({ signal }) => {
      const found = search
        ? await peopleList({ query: { search, page_size: 30 }, signal })
        : await friendsList({ query: { page_size: 100 }, signal });
      return (found.data?.results ?? []) as PersonCard[];
    },
    placeholderData: keepPreviousData,
  });

export const settingsQuery = queryOptions({
  queryKey: ['inbox-settings'],
  queryFn: async ({ signal }) => (await inboxSettingsRetrieve({ signal })).data as InboxSettings,
});

/** The file with links that are good now: frames bring none, and those of the API live for minutes. */
export const fileQuery = (conversation: string, id: string) =>
  queryOptions({
    queryKey: ['conversations', 'file', conversation, id],
    queryFn: async ({ signal }) =>
      (await conversationsAttachmentsRetrieve({ path: { conversation_id: conversation, id }, signal })).data as AttachmentCard,
    staleTime: 8 * 60_000,
  });

const of = (message: MessageCard) => ({ path: { conversation_id: message.conversation, id: message.id } });

export const acts = {
  begin: async (body: ConversationsCreateData['body']) => (await conversationsCreate({ body })).data as Conversation,
  keep: async (id: string, body: PatchedConversationEditRequest) =>
    (await conversationsPartialUpdate({ path: { id }, body })).data as Conversation,
  read: async (id: string, seq: number) => (await conversationsReadCreate({ path: { id }, body: { seq } })).data as Conversation,
  beHere: (is_active: boolean) => presenceSay({ body: { is_active }, keepalive: true }),
  typing: (id: string, is_typing: boolean) => conversationsTypingCreate({ path: { id }, body: { is_typing } }),
  accept: async (id: string) => (await conversationsAcceptCreate({ path: { id } })).data as Conversation,
  decline: (id: string) => conversationsDeclineCreate({ path: { id } }),
  leave: (id: string) => conversationsLeaveCreate({ path: { id } }),
  addPeople: (id: string, people: string[]) => conversationsPeopleCreate({ path: { id }, body: { people } }),
  removePerson: (id: string, person_id: string) => conversationsPeopleDestroy({ path: { id, person_id } }),
  makeAdmin: (id: string, person_id: string) => conversationsPeopleAdminCreate({ path: { id, person_id } }),
  wish: async (body: InboxSettings) => (await inboxSettingsUpdate({ body })).data as InboxSettings,
  edit: async (message: MessageCard, body: string) =>
    (await conversationsMessagesPartialUpdate({ ...of(message), body: { body } })).data as MessageCard,
  remove: async (message: MessageCard, init: { keepalive: true }) =>
    (await conversationsMessagesDestroy({ ...of(message), ...init })).data as MessageCard,
  dropFile: (conversation_id: string, id: string) => conversationsAttachmentsDestroy({ path: { conversation_id, id } }),
  react: async (message: MessageCard, emoji: string, is_on: boolean) =>
    (await conversationsMessagesReactionsCreate({ ...of(message), body: { emoji, is_on } })).data as MessageCard,
};

const board = [LISTS, summaryQuery.queryKey];
onFrame('message.new', () => board);
onFrame('message.changed', () => [LISTS]);
onFrame('conversation.read', () => board);
onFrame('conversation.changed', () => [['conversations']]);
