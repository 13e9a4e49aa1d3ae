import { expect, type Locator, type Page } from '@playwright/test';

/** The job's status as its page shows it. */
export const status = (page: Page) => page.locator('main [class*="Badge-root"]').first();

/** An act of the page's menu, or its first button; the page may still be catching up with what was done before. */
export async function act(page: Page, name: string): Promise<void> {
  const direct = page.locator('main').getByRole('button', { name, exact: true });
  await expect(async () => {
    if (await direct.isVisible()) return direct.click({ timeout: 2_000 });
    await page.getByRole('button', { name: 'More actions' }).click({ timeout: 2_000 });
    await page.getByRole('menuitem', { name, exact: true }).click({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
}

/** An act that asks for facts first: fills them in and confirms with the button of the same name. */
export async function inDialog(page: Page, name: string, fill: (dialog: Locator) => Promise<void> = async () => undefined): Promise<void> {
  await act(page, name);
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByRole('button', { name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Puts the job on the printer that is proposed: the soonest free that can make it. */
export const assign = (page: Page) =>
  inDialog(page, 'Assign printer', (dialog) =>
    expect(dialog.getByRole('radiogroup', { name: 'Printer' }).getByRole('radio', { checked: true })).toHaveCount(1),
  );
