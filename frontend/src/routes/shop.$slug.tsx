import { createFileRoute } from '@tanstack/react-router';
import { AddToCart } from '@/features/cart/AddToCart';
import { ProductPage } from '@/features/shop/ProductPage';

export const Route = createFileRoute('/shop/$slug')({
  component: () => (
    <ProductPage
      slug={Route.useParams().slug}
      renderBuy={(variant, product) => (
        <AddToCart key={variant.id} kind="variant" thing={variant.id} name={product.name} available={variant.available} />
      )}
    />
  ),
});
