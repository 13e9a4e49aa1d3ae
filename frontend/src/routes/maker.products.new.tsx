import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { NewProduct } from '@/features/office/products/ProductEditor';

export const Route = createFileRoute('/maker/products/new')({
  beforeLoad: requireSignIn,
  component: () => <NewProduct />,
});
