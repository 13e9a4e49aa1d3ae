import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Draft, Keeper } from './outbox';

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { person: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

const database = () => {
  opened ??= openDB<Schema>('strato-outbox', 1, {
    upgrade: (db) => void db.createObjectStore('drafts', { keyPath: 'client_id' }).createIndex('person', 'person'),
    terminated: () => {
      opened = undefined;
    },
  });
  return opened;
};

/** In the browser's database; in a window that has none (some private ones) drafts live as long as the page. */
export const browserKeeper: Keeper = {
  all: (person) => orNothing(async () => (await database()).getAllFromIndex('drafts', 'person', person), []),
  put: (draft) => orNothing(async () => (await database()).put('drafts', draft), ''),
  remove: (clientId) => orNothing(async () => (await database()).delete('drafts', clientId), undefined),
};

async function orNothing<T>(act: () => Promise<T>, nothing: T): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DOMException) return nothing;
    throw error;
  }
}
