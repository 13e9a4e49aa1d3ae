import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Offer } from '@/shared/api/gen/types.gen';
import { MapView } from '@/shared/ui/MapView';

type Props = { offers: readonly Offer[]; chosen: string | undefined; onChoose: (id: string) => void };

/** The labs that answered, on the map; their places change only when other labs answer. */
export function OfferMap({ offers, chosen, onChoose }: Props) {
  const { t } = useTranslation('quote');
  const spots = JSON.stringify(
    offers.flatMap(({ id, lab }) =>
      typeof lab.lat === 'number' && typeof lab.lng === 'number' ? [{ id, name: lab.name, latitude: lab.lat, longitude: lab.lng }] : [],
    ),
  );
  const places = useMemo(() => JSON.parse(spots), [spots]);
  return places.length ? <MapView label={t('labs.map')} places={places} chosen={chosen} onChoose={onChoose} height={280} /> : null;
}
