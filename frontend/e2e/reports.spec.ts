import { act } from './acting';
import { expect, test } from './cast';
import { apiAs } from './orders';

test('a report reaches an admin live, is settled with words, and who reported is thanked', async ({ as, request, seemsAccessible }) => {
  test.setTimeout(180_000);
  const title = `Doubtful sale ${Date.now()}`;
  const olaf = await apiAs(request, 'olaf');
  const [starts_at, ends_at] = [3, 4].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
  const event = await olaf.act('events/', { title, description: 'Cheap coins', starts_at, ends_at });
  await olaf.act(`events/${event.id}/publish/`);

  const ada = await as('ada');
  await ada.goto('/platform/reports');
  await expect(ada.getByRole('heading', { level: 1, name: 'Reports' })).toBeVisible();
  const row = ada.getByRole('link', { name: title });
  await expect(row).toHaveCount(0);

  const alice = await as('alice');
  await alice.goto(`/events/${event.id}`);
  await act(alice, 'Report…');
  const dialog = alice.getByRole('dialog', { name: 'Report this event' });
  await dialog.getByRole('radio', { name: 'Fraud' }).check();
  await dialog.getByRole('textbox', { name: 'What should we know?' }).fill('They never send anything.');
  await seemsAccessible(alice);
  await dialog.getByRole('button', { name: 'Send report' }).click();
  await expect(alice.getByText('Thank you, we will look at it')).toBeVisible();

  await expect(row).toBeVisible(); // nobody loaded the page again
  await expect(ada.getByLabel(/open report/)).toBeVisible();
  await row.click();
  await expect(ada.getByText('They never send anything.')).toBeVisible();
  await expect(ada.getByText('Cheap coins')).toBeVisible();
  const settle = async (name: string, words: string) => {
    await ada.locator('main').getByRole('button', { name, exact: true }).click();
    const asked = ada.getByRole('dialog', { name });
    await asked.getByRole('textbox', { name: 'Your words' }).fill(words);
    await asked.getByRole('button', { name, exact: true }).click();
    await expect(asked).toBeHidden();
  };
  await settle('Cancel the event', 'It is a fraud.');
  await expect(ada.getByRole('button', { name: 'Cancel the event' })).toHaveCount(0);
  await settle('Close report', 'Known for it.');
  await expect(ada.getByRole('button', { name: 'Open again' })).toBeVisible();
  await expect(ada.getByText('Known for it.')).toBeVisible();
  await seemsAccessible(ada);

  await alice.goto('/notifications');
  await expect(alice.getByText(`Thank you for reporting “${title}”: we looked into it`).first()).toBeVisible();
  await expect(alice.getByText('Known for it.')).toHaveCount(0);
});

test('a reported message is removed by an admin, for everybody and from what quotes it', async ({ as, request }) => {
  test.setTimeout(180_000);
  const words = `Buy my coins ${Date.now()}`;
  const [alice, mona] = [await apiAs(request, 'alice'), await apiAs(request, 'mona')];
  const talk = await alice.act('conversations/', { kind: 'direct', person: (await mona.read('me/')).id });
  const sent = await alice.act(`conversations/${talk.id}/messages/`, { client_id: crypto.randomUUID(), body: words });
  if ((await mona.read(`conversations/${talk.id}/`)).me.standing === 'requested') await mona.act(`conversations/${talk.id}/accept/`);
  const answer = `No, thank you ${Date.now()}`;
  await mona.act(`conversations/${talk.id}/messages/`, { client_id: crypto.randomUUID(), body: answer, reply_to: sent.id });
  const report = await mona.act('reports/', { kind: 'message', subject: sent.id, reason: 'spam' });

  const reader = await as('mona');
  await reader.goto(`/inbox/${talk.id}`);
  const quoting = reader.locator('[data-message]').filter({ hasText: answer });
  await expect(quoting.getByText(words)).toBeVisible();
  const ada = await as('ada');
  await ada.goto(`/platform/reports/${report.id}`);
  await ada.getByRole('button', { name: 'Remove the message' }).click();
  const asked = ada.getByRole('dialog', { name: 'Remove the message' });
  await expect(asked.getByText('This cannot be undone.')).toBeVisible();
  await asked.getByRole('textbox', { name: 'Your words' }).fill('Spam');
  await asked.getByRole('button', { name: 'Remove the message' }).click();
  await expect(asked).toBeHidden();
  await expect(ada.getByRole('button', { name: 'Remove the message' })).toHaveCount(0);
  await expect(ada.getByText('Message removed').first()).toBeVisible();
  await expect(reader.getByText(words)).toHaveCount(0); // nobody loaded the page again
  await expect(quoting.getByText('This message was deleted')).toBeVisible();
});
