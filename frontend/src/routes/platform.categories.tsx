import { createFileRoute } from '@tanstack/react-router';
import { requireSignIn } from '@/app/guards';
import { CategoriesPage } from '@/features/office/categories/CategoriesPage';

export const Route = createFileRoute('/platform/categories')({
  beforeLoad: requireSignIn,
  component: () => <CategoriesPage />,
});
