import { createFileRoute, redirect } from '@tanstack/react-router';
import { PutIntoCart } from '@/features/cart/PutIntoCart';
import { type LabSearch, LabSelect } from '@/features/quote/LabSelect';
import { OfferMap } from '@/features/quote/OfferMap';

export const Route = createFileRoute('/print/labs')({
  validateSearch: ({ quote, offer, printer, sort }): LabSearch => ({
    quote: String(quote ?? ''),
    ...(typeof offer === 'string' && { offer }),
    ...(typeof printer === 'string' && { printer }),
    ...(sort === 'date' && { sort: 'date' as const }),
  }),
  beforeLoad: ({ search }) => {
    if (!search.quote) throw redirect({ to: '/print' });
  },
  component: () => (
    <LabSelect
      search={Route.useSearch()}
      renderPrepaid={(offer, { model }, { note, printer }) => (
        <PutIntoCart key={offer.id} kind="print_job" thing={offer.id} name={model.name} note={note} choice={printer} />
      )}
      renderMap={(offers, chosen, choose) => <OfferMap offers={offers} chosen={chosen} onChoose={choose} />}
    />
  ),
});
