import { Stack } from '@mantine/core';
import { Devices } from './Devices';
import { Passkeys } from './Passkeys';
import { PasswordForm } from './PasswordForm';
import { TwoStep } from './TwoStep';
import { useProof } from './useProof';

/** How I sign in, and where I am signed in. */
export function Security() {
  const { prove, dialog } = useProof();
  return (
    <Stack>
      <PasswordForm />
      <TwoStep prove={prove} />
      <Passkeys prove={prove} />
      <Devices />
      {dialog}
    </Stack>
  );
}
