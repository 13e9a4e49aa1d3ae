import type { Lab, LabRequest } from '@/shared/api/gen/types.gen';

export type Profile = {
  name: string;
  description: string;
  street: string;
  postal_code: string;
  city: string;
  country: string | null;
  timezone: string;
  email: string;
  phone: string;
  website: string;
  lat: number | '';
  lng: number | '';
};

/** What the form starts with: the lab as it is, or what the browser knows. */
export const profileOf = (lab?: Lab): Profile => ({
  name: lab?.name ?? '',
  description: lab?.description ?? '',
  street: lab?.street ?? '',
  postal_code: lab?.postal_code ?? '',
  city: lab?.city ?? '',
  country: lab?.country || null,
  timezone: lab?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  email: lab?.email ?? '',
  phone: lab?.phone ?? '',
  website: lab?.website ?? '',
  lat: lab?.lat ?? '',
  lng: lab?.lng ?? '',
});

/** The form as the API takes it. */
export const requestOf = ({ country, lat, lng, ...rest }: Profile): LabRequest => ({
  ...rest,
  country: country ?? '',
  lat: lat === '' ? null : lat,
  lng: lng === '' ? null : lng,
});

/** ISO 3166-1 alpha-2; the names come from the browser. */
export const COUNTRIES =
  'AD AE AL AM AR AT AU AZ BA BD BE BG BH BO BR BY CA CH CL CN CO CR CY CZ DE DK DO DZ EC EE EG ES FI FO FR GB GE GH GR GT HK HN HR HU ID IE IL IN IQ IS IT JM JO JP KE KR KW KZ LB LI LK LT LU LV MA MC MD ME MK MT MX MY NG NI NL NO NP NZ OM PA PE PH PK PL PT PY QA RO RS RU SA SE SG SI SK SM SN SV TH TN TR TW TZ UA UG US UY UZ VE VN ZA'.split(
    ' ',
  );
