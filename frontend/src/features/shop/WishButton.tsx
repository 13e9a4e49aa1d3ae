import { ActionIcon } from '@mantine/core';
import { IconHeart, IconHeartFilled } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/auth/session';
import { toastError } from '@/shared/ui/toast';
import { setWish } from './api';

type Props = { product: { slug: string; name: string; is_wished: boolean } };

/** On or off the wishlist, at once; who is not signed in has none. */
export function WishButton({ product }: Props) {
  const { t } = useTranslation('shop');
  const { isSignedIn } = useSession();
  const queries = useQueryClient();
  const [isWished, setWished] = useState(product.is_wished);
  const wish = useMutation({
    mutationFn: (wanted: boolean) => setWish(product.slug, wanted),
    onMutate: setWished,
    onError: (error, wanted) => {
      setWished(!wanted);
      toastError(error, 'wish');
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['products'] }),
  });
  if (!isSignedIn) return null;
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={t(isWished ? 'wish.off' : 'wish.on', { product: product.name })}
      aria-pressed={isWished}
      onClick={() => wish.mutate(!isWished)}
    >
      {isWished ? <IconHeartFilled size={18} color="var(--mantine-color-clay-5)" aria-hidden /> : <IconHeart size={18} aria-hidden />}
    </ActionIcon>
  );
}
