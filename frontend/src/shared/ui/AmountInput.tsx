import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toMajor, toMinor } from '../lib/amounts';
import { exponent } from '../lib/format';

type Props = Omit<NumberInputProps, 'value' | 'onChange'> & {
  /** Minor units; null is an empty field. */
  amount: number | null | undefined;
  currency: string;
  onAmount: (amount: number | null) => void;
};

/** An amount of money as people write it: "2.50 EUR", with the reader's decimal sign and all of the currency's digits. */
export function AmountInput({ amount, currency, onAmount, ...rest }: Props) {
  const { i18n } = useTranslation();
  const digits = exponent(currency);
  const sign = (1.5).toLocaleString(i18n.language).charAt(1);
  return (
    <NumberInput
      min={0}
      suffix={` ${currency}`}
      decimalScale={digits}
      fixedDecimalScale
      decimalSeparator={sign}
      allowedDecimalSeparators={['.', ',']}
      hideControls
      inputMode="decimal"
      {...rest}
      value={toMajor(amount, digits)}
      onChange={(typed) => onAmount(toMinor(typed, digits))}
    />
  );
}
