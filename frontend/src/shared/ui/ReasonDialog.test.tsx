import { screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { show } from '@/test/render';
import { ReasonDialog } from './ReasonDialog';

const shown = (act: (reason: string) => Promise<string>) => {
  const onDone = vi.fn();
  const onClose = vi.fn();
  const words = { title: 'Cancel it?', body: 'It cannot be undone.', label: 'Reason', verb: 'Cancel event', keep: 'Keep event' };
  const { person } = show(<ReasonDialog {...words} isFinal act={act} onDone={onDone} onClose={onClose} />);
  return { person, onDone, onClose };
};

it('does it with the reason, trimmed, and closes', async () => {
  const { person, onDone, onClose } = shown(async (reason) => `because ${reason}`);
  await person.type(await screen.findByLabelText('Reason'), '  it rains ');
  await person.click(screen.getByRole('button', { name: 'Cancel event' }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(onDone).toHaveBeenCalledWith('because it rains');
});

it('stays open with what went wrong, and keeps the words', async () => {
  const { person, onDone, onClose } = shown(() => Promise.reject(new Error('no network')));
  await person.type(await screen.findByLabelText('Reason'), 'rain');
  await person.click(screen.getByRole('button', { name: 'Cancel event' }));
  expect((await screen.findByRole('alert')).textContent).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>('Reason').value).toBe('rain');
  expect(onDone).not.toHaveBeenCalled();
  expect(onClose).not.toHaveBeenCalled();
  await person.click(screen.getByRole('button', { name: 'Keep event' }));
  expect(onClose).toHaveBeenCalledOnce();
});
