import { Stack } from '@mantine/core';
import { DeleteAccount } from './DeleteAccount';
import { ExportData } from './ExportData';

/** What the house keeps of me is mine: to take along, and to have forgotten. */
export function YourData() {
  return (
    <Stack>
      <ExportData />
      <DeleteAccount />
    </Stack>
  );
}
