import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { ProductEditor } from '@/features/office/products/ProductEditor';

export const Route = createFileRoute('/maker/products/$slug')({
  beforeLoad: requireSignIn,
  component: () => <ProductEditor slug={Route.useParams().slug} />,
});
