import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

type Props = {
  title: string;
  /** That the title is in, where it is not the reader's. */
  lang?: string;
  lead?: ReactNode;
  action?: ReactNode;
  tab?: string;
};

/** The page's one h1, its one primary action at the right, and the browser's title. Takes the focus after a change of route. */
export function PageHeader({ title, lang, lead, action, tab = title }: Props) {
  useEffect(() => {
    document.title = `${tab} · Strato`;
  }, [tab]);
  return (
    <Group justify="space-between" align="flex-start" gap="md" mb="lg" wrap="wrap">
      <Stack gap={4} miw={0}>
        <Title order={1} id="page-title" tabIndex={-1} lang={lang}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" component="div">
            {lead}
          </Text>
        )}
      </Stack>
      {action && <Group gap="xs">{action}</Group>}
    </Group>
  );
}
