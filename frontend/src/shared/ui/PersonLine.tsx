import { Avatar, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { nameOf } from '@/shared/lib/people';
import { TextLink } from './links';

type Person = { id: string; display_name: string; username: string | null; avatar_url: string | null };
type Props = { person: Person; below?: ReactNode /** Where a link would be in the way, or lead nowhere. */; isPlain?: boolean };

/** Somebody in one line: picture and name, which leads to their page, and something about them below. */
export function PersonLine({ person, below, isPlain }: Props) {
  return (
    <Group gap="xs" wrap="nowrap" miw={0}>
      <Avatar src={person.avatar_url} name={person.display_name} alt="" size={36} color="strata" />
      <Stack gap={0} miw={0}>
        {isPlain ? (
          <Text truncate>{nameOf(person.display_name)}</Text>
        ) : (
          <TextLink to={'/people/$username' as never} params={{ username: person.username || person.id } as never} truncate>
            {nameOf(person.display_name)}
          </TextLink>
        )}
        {below && (
          <Text size="sm" c="dimmed" component="div" truncate>
            {below}
          </Text>
        )}
      </Stack>
    </Group>
  );
}
