import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

type Props = { value: string; copy: string; copied: string; autoFocus?: boolean };

/** Copies a text, and says for a moment that it did. */
export function CopyText({ value, copy: verb, copied: done, autoFocus }: Props) {
  return (
    <CopyButton value={value} timeout={3000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          onClick={copy}
          data-autofocus={autoFocus || undefined}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        >
          <span aria-live="polite">{copied ? done : verb}</span>
        </Button>
      )}
    </CopyButton>
  );
}
