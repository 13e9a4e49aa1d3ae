import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One matter of security: what it is, how it stands, what to do. */
export function Section({ title, lead, badge, children }: { title: string; lead?: string; badge?: ReactNode; children: ReactNode }) {
  return (
    <Card component="section" aria-label={title} padding="lg">
      <Stack>
        <Stack gap={4}>
          <Group gap="xs">
            <Title order={2} size="h4">
              {title}
            </Title>
            {badge}
          </Group>
          {lead && (
            <Text c="dimmed" maw={640}>
              {lead}
            </Text>
          )}
        </Stack>
        {children}
      </Stack>
    </Card>
  );
}
