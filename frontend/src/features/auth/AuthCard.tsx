import { Card, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageHeader } from '@/shared/ui/PageHeader';

/** A narrow card in the middle of the page: one form, one way on. */
export function AuthCard({ title, footer, children }: { title: string; footer: ReactNode; children: ReactNode }) {
  return (
    <Stack maw={420} mx="auto" mt={{ base: 0, sm: 48 }} gap="md">
      <PageHeader title={title} />
      <Card padding="lg">{children}</Card>
      <Text ta="center" component="div">
        {footer}
      </Text>
    </Stack>
  );
}
