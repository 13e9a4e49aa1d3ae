import { Avatar, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Person = { id: string; display_name: string; username: string | null; avatar_url: string | null };

/** Somebody in one line: picture and name, and something about them below. */
export function PersonLine({ person, below, size = 36 }: { person: Person; below?: ReactNode; size?: number }) {
  return (
    <Group gap="xs" wrap="nowrap" miw={0}>
      <Avatar src={person.avatar_url} name={person.display_name} alt="" size={size} color="strata" />
      <Stack gap={0} miw={0}>
        <Text truncate>{person.display_name}</Text>
        {below && (
          <Text size="sm" c="dimmed" component="div">
            {below}
          </Text>
        )}
      </Stack>
    </Group>
  );
}
