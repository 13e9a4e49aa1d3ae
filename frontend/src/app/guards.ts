import { redirect } from '@tanstack/react-router';
import { hasSession } from '@/shared/auth/tokens';

/** For pages that belong to a person: sign in first, then come back here. */
export function requireSignIn({ location }: { location: { href: string } }): void {
  if (!hasSession()) throw redirect({ to: '/sign-in', search: { next: location.href } });
}
