import { NumberInput, type NumberInputProps } from '@mantine/core';
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
  const digits = exponent(currency);
  return (
    <NumberInput
      min={0}
      suffix={` ${currency}`}
      decimalScale={digits}
      fixedDecimalScale
      hideControls
      inputMode="decimal"
      {...rest}
      value={toMajor(amount, digits)}
      onChange={(typed) => onAmount(toMinor(typed, digits))}
    />
  );
}
