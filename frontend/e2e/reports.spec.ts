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
