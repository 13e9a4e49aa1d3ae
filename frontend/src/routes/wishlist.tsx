import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { Wishlist } from '@/features/shop/Wishlist';

export const Route = createFileRoute('/wishlist')({ beforeLoad: requireSignIn, component: () => <Wishlist /> });
