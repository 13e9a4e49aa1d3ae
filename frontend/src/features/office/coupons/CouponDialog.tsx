import { Alert, Button, Group, NumberInput, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Coupon, CurrencyEnum, DiscountKindEnum } from '@/shared/api/gen/types.gen';
import { convertible } from '@/shared/lib/currencies';
import { landErrors } from '@/shared/lib/errors';
import { AmountInput } from '@/shared/ui/AmountInput';
import { Dialog } from '@/shared/ui/Dialog';
import { toast } from '@/shared/ui/toast';
import { couponActs } from './api';

const POINTS_PER_PERCENT = 100;
/** As a date-and-time field writes it, in the reader's own time. */
const localOf = (at?: string | null) =>
  at ? new Date(new Date(at).getTime() - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : '';

const startOf = (coupon?: Coupon) => ({
  code: coupon?.code ?? '',
  kind: (coupon?.kind ?? 'percent') as DiscountKindEnum,
  percent: (coupon?.basis_points ? coupon.basis_points / POINTS_PER_PERCENT : '') as number | string,
  amount: (coupon?.amount || null) as number | null,
  currency: (coupon?.currency ?? 'EUR') as CurrencyEnum,
  minimum_amount: (coupon?.minimum_amount || null) as number | null,
  starts_at: localOf(coupon?.starts_at),
  ends_at: localOf(coupon?.ends_at),
  max_uses: (coupon?.max_uses ?? '') as number | string,
  max_uses_per_user: (coupon?.max_uses_per_user ?? '') as number | string,
  is_active: coupon?.is_active ?? true,
});

/** A code, what it is worth, and its limits. */
export function CouponDialog({ coupon, onClose }: { coupon?: Coupon; onClose: () => void }) {
  const { t } = useTranslation('office');
  const queries = useQueryClient();
  const needed = t('common:field_error.required');
  const [problem, setProblem] = useState<string>();
  const form = useForm({
    initialValues: startOf(coupon),
    validate: {
      code: (code) => (code.trim() ? null : needed),
      percent: (percent, { kind }) => (kind === 'fixed' || Number(percent) > 0 ? null : needed),
      amount: (amount, { kind }) => (kind === 'percent' || amount ? null : needed),
    },
  });
  const { kind, currency, amount, minimum_amount } = form.getValues();
  const save = useMutation({
    mutationFn: ({ percent, ...values }: ReturnType<typeof startOf>) => {
      const whole = (value: number | string) => (value === '' ? null : Number(value));
      const at = (value: string) => (value ? new Date(value).toISOString() : null);
      const body = {
        ...values,
        basis_points: kind === 'percent' ? Math.round(Number(percent) * POINTS_PER_PERCENT) : 0,
        amount: kind === 'fixed' ? (values.amount ?? 0) : 0,
        minimum_amount: values.minimum_amount ?? 0,
        starts_at: at(values.starts_at),
        ends_at: at(values.ends_at),
        max_uses: whole(values.max_uses),
        max_uses_per_user: whole(values.max_uses_per_user),
      };
      return coupon ? couponActs.edit(coupon.id, body) : couponActs.add(body);
    },
    onSuccess: async ({ code }) => {
      await queries.invalidateQueries({ queryKey: ['coupons'] });
      toast(t('coupons.saved', { code }), 'coupon');
      onClose();
    },
    onError: (error) => setProblem(landErrors(form, error)),
  });
  return (
    <Dialog onClose={onClose} title={coupon ? t('coupons.edit', { code: coupon.code }) : t('coupons.add')}>
      <form
        onSubmit={form.onSubmit((values) => {
          setProblem(undefined);
          save.mutate(values);
        })}
        noValidate
      >
        <Stack>
          <TextInput label={t('coupons.code')} required maxLength={40} data-autofocus {...form.getInputProps('code')} />
          <SegmentedControl
            aria-label={t('coupons.worth')}
            data={(['percent', 'fixed'] as const).map((value) => ({ value, label: t(`coupons.kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          {kind === 'percent' ? (
            <NumberInput
              label={t('coupons.percent')}
              required
              suffix=" %"
              min={0}
              max={100}
              decimalScale={2}
              {...form.getInputProps('percent')}
            />
          ) : (
            <AmountInput
              label={t('order.amount')}
              required
              currency={currency}
              amount={amount}
              onAmount={(next) => form.setFieldValue('amount', next)}
              error={form.errors.amount}
            />
          )}
          <Group grow align="flex-start">
            <Select label={t('coupons.currency')} data={convertible(currency)} allowDeselect={false} {...form.getInputProps('currency')} />
            <AmountInput
              label={t('coupons.minimum')}
              currency={currency}
              amount={minimum_amount}
              onAmount={(next) => form.setFieldValue('minimum_amount', next)}
              error={form.errors.minimum_amount}
            />
          </Group>
          <Group grow align="flex-start">
            <TextInput type="datetime-local" label={t('coupons.starts_at')} {...form.getInputProps('starts_at')} />
            <TextInput type="datetime-local" label={t('coupons.ends_at')} {...form.getInputProps('ends_at')} />
          </Group>
          <Group grow align="flex-start">
            <NumberInput label={t('coupons.max_uses')} min={1} allowDecimal={false} {...form.getInputProps('max_uses')} />
            <NumberInput label={t('coupons.max_uses_per_user')} min={1} allowDecimal={false} {...form.getInputProps('max_uses_per_user')} />
          </Group>
          <Switch label={t('coupons.on')} {...form.getInputProps('is_active', { type: 'checkbox' })} />
          {problem && (
            <Alert role="alert" color="red" variant="outline">
              {problem}
            </Alert>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('coupons.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
