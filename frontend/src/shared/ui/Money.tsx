import { useTranslation } from 'react-i18next';
import { formatMoney, type MoneyValue } from '../lib/format';

export function Money({ value }: { value: MoneyValue }) {
  const { i18n } = useTranslation();
  return <span data-number>{formatMoney(value, i18n.language)}</span>;
}
