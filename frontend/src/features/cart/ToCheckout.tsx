import { useTranslation } from 'react-i18next';
import { hasSession } from '@/shared/auth/tokens';
import { ButtonLink, TextLink } from '@/shared/ui/links';

/** Paying needs an account: a guest comes back here with the same cart. */
export function ToCheckout() {
  const { t } = useTranslation('cart');
  if (hasSession())
    return (
      <ButtonLink to="/checkout" color="clay" size="md" fullWidth>
        {t('to_checkout')}
      </ButtonLink>
    );
  return (
    <>
      <ButtonLink to="/register" search={{ next: '/checkout' }} color="clay" size="md" fullWidth>
        {t('register_first')}
      </ButtonLink>
      <TextLink to="/sign-in" search={{ next: '/checkout' }} ta="center" fz="sm">
        {t('sign_in_first')}
      </TextLink>
    </>
  );
}
