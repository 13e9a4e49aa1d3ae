import { createFileRoute } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CartPage } from '@/features/cart/CartPage';
import { hasSession } from '@/shared/auth/tokens';
import { ButtonLink, TextLink } from '@/shared/ui/links';

export const Route = createFileRoute('/cart')({
  component: () => <CartPage renderNext={({ is_orderable }) => <ToCheckout isDisabled={!is_orderable} />} />,
});

/** Paying needs an account: a guest comes back here with the same cart. */
function ToCheckout({ isDisabled }: { isDisabled: boolean }) {
  const { t } = useTranslation('cart');
  if (isDisabled) return null;
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
