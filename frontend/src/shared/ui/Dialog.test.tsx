import { Button, Menu, TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { show } from '@/test/render';
import { Dialog } from './Dialog';

function Page() {
  const [isOpen, setOpen] = useState(false);
  const [isRenamed, setRenamed] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Rename</Button>
      <Menu>
        <Menu.Target>
          <Button>More</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setOpen(true)}>Rename it</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {!isRenamed && <Button onClick={() => setOpen(true)}>Name it first</Button>}
      <h1 id="page-title" tabIndex={-1}>
        Names
      </h1>
      {isOpen && (
        <Dialog title="A new name" onClose={() => setOpen(false)}>
          <TextInput label="Name" data-autofocus onChange={() => setRenamed(true)} />
        </Dialog>
      )}
    </>
  );
}

const hasFocus = (element: HTMLElement) => waitFor(() => expect(document.activeElement).toBe(element));

it('gives the focus back to the button that opened it', async () => {
  const user = userEvent.setup();
  show(<Page />);
  await user.click(screen.getByRole('button', { name: 'Rename' }));
  await hasFocus(await screen.findByLabelText('Name'));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).toBeNull();
  await hasFocus(screen.getByRole('button', { name: 'Rename' }));
});

it('gives it to the button of the menu it was chosen from', async () => {
  const user = userEvent.setup();
  show(<Page />);
  await user.click(screen.getByRole('button', { name: 'More' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Rename it' }));
  await hasFocus(await screen.findByLabelText('Name'));
  await user.keyboard('{Escape}');
  await hasFocus(screen.getByRole('button', { name: 'More' }));
});

it('gives it to the title of the page when the opener is gone', async () => {
  const user = userEvent.setup();
  show(<Page />);
  await user.click(screen.getByRole('button', { name: 'Name it first' }));
  await user.type(await screen.findByLabelText('Name'), 'Elbe');
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('button', { name: 'Name it first' })).toBeNull();
  await hasFocus(screen.getByRole('heading', { name: 'Names' }));
});
