import { SegmentedControl } from '@mantine/core';
import { LANGUAGES, type Language } from '@/shared/i18n';

type Props = { label: string; among: readonly Language[]; value: Language; onChange: (language: Language) => void };

/** In which language the texts beside it are written. */
export function LanguageChoice({ label, among, value, onChange }: Props) {
  return (
    <SegmentedControl
      aria-label={label}
      data={among.map((one) => ({ value: one, label: LANGUAGES[one] }))}
      value={value}
      onChange={(next) => onChange(next as Language)}
    />
  );
}
