import { ActionIcon, Button, Fieldset, Group, NumberInput, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lab, Rates } from '@/shared/api/gen/types.gen';
import { AmountInput } from '@/shared/ui/AmountInput';
import { breaksOf, rushOf, type Step, stepsProblem } from './rates';
import { SaveBar } from './SaveBar';
import { useSave } from './useSave';

const AMOUNTS = ['setup_amount', 'prep_amount', 'support_removal_amount', 'minimum_amount'] as const;
const PERCENTS = ['failure_percent', 'member_discount_percent'] as const;
const TECHNOLOGIES = ['fdm', 'sla', 'sls'] as const;
const FINISHES = ['sanded', 'primed'] as const;
const TOP_BREAK = 90;
const TOP_RUSH = 500;

/** What was emptied costs nothing; left out of the request it would keep its price. */
const zeroed = <Name extends string>(names: readonly Name[], amounts: Partial<Record<Name, number>>) =>
  Object.fromEntries(names.map((name) => [name, amounts[name] ?? 0]));

/** The lab's price list in its own currency; what a quote adds up. */
export function RatesEditor({ lab }: { lab: Lab }) {
  const { t } = useTranslation('labs');
  const currency = lab.currency ?? 'EUR';
  const [rates, setRates] = useState<Rates>(lab.rates ?? {});
  const [breaks, setBreaks] = useState(() => breaksOf(lab.rates ?? {}));
  const [rush, setRush] = useState(() => rushOf(lab.rates ?? {}));
  const save = useSave(lab, (one) => one.rates);
  const start = ({ rates = {} }: Lab) => {
    setRates(rates);
    setBreaks(breaksOf(rates));
    setRush(rushOf(rates));
  };
  const isSound = !stepsProblem(breaks, 2, TOP_BREAK) && !stepsProblem(rush, 1, TOP_RUSH);
  const set = (changes: Rates) => setRates((now) => ({ ...now, ...changes }));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSound) return;
        save.mutate({
          rates: {
            ...rates,
            ...zeroed(AMOUNTS, rates),
            finishing: zeroed(FINISHES, rates.finishing ?? {}),
            quantity_breaks: breaks.map(({ at, percent }) => ({ from: at, percent })),
            rush: rush.map(({ at, percent }) => ({ within_days: at, percent })),
          },
        });
      }}
    >
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {AMOUNTS.map((name) => (
            <AmountInput
              key={name}
              label={t(`rates.${name}`)}
              currency={currency}
              amount={rates[name]}
              onAmount={(amount) => set({ [name]: amount ?? undefined })}
            />
          ))}
          {TECHNOLOGIES.map((name) => (
            <AmountInput
              key={name}
              label={t('rates.hour', { technology: t(`technology.${name}`) })}
              description={t('rates.hour_help')}
              currency={currency}
              amount={rates.machine_hour?.[name]}
              onAmount={(amount) => set({ machine_hour: { ...rates.machine_hour, [name]: amount } })}
            />
          ))}
          {FINISHES.map((name) => (
            <AmountInput
              key={name}
              label={t(`rates.${name}`)}
              currency={currency}
              amount={rates.finishing?.[name]}
              onAmount={(amount) => set({ finishing: { ...rates.finishing, [name]: amount ?? undefined } })}
            />
          ))}
          {PERCENTS.map((name) => (
            <NumberInput
              key={name}
              label={t(`rates.${name}`)}
              suffix=" %"
              min={0}
              max={100}
              allowDecimal={false}
              hideControls
              value={rates[name] ?? 0}
              onChange={(typed) => set({ [name]: Number(typed) || 0 })}
            />
          ))}
        </SimpleGrid>
        <Steps kind="breaks" lowest={2} top={TOP_BREAK} steps={breaks} onChange={setBreaks} />
        <Steps kind="rush" lowest={1} top={TOP_RUSH} steps={rush} onChange={setRush} />
        <SaveBar edit={save} onTake={start} />
      </Stack>
    </form>
  );
}

type StepsProps = { kind: 'breaks' | 'rush'; lowest: number; top: number; steps: Step[]; onChange: (steps: Step[]) => void };

function Steps({ kind, lowest, top, steps, onChange }: StepsProps) {
  const { t } = useTranslation('labs');
  const problem = stepsProblem(steps, lowest, top);
  const change = (at: number, changes: Partial<Step>) =>
    onChange(steps.map((step, index) => (index === at ? { ...step, ...changes } : step)));
  const next = Math.max(lowest - 1, ...steps.map(({ at }) => at)) + 1;
  return (
    <Fieldset legend={t(`rates.${kind}`)} variant="unstyled">
      {steps.map((step, at) => (
        <Group key={at} gap="xs" mb={4} wrap="nowrap">
          <NumberInput
            aria-label={t(`rates.${kind}_at`, { number: at + 1 })}
            prefix={t(`rates.${kind}_prefix`)}
            min={0}
            allowDecimal={false}
            hideControls
            value={step.at}
            onChange={(typed) => change(at, { at: Number(typed) })}
          />
          <NumberInput
            aria-label={t(`rates.${kind}_percent`, { number: at + 1 })}
            suffix=" %"
            prefix={kind === 'breaks' ? '−' : '+'}
            min={0}
            allowDecimal={false}
            hideControls
            w={112}
            value={step.percent}
            onChange={(typed) => change(at, { percent: Number(typed) })}
          />
          <ActionIcon
            color="gray"
            aria-label={t('rates.remove', { number: at + 1 })}
            onClick={() => onChange(steps.filter((_, index) => index !== at))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t(`rates.problem.${problem}`, { lowest, top })}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...steps, { at: next, percent: 5 }])}
      >
        {t(`rates.${kind}_add`)}
      </Button>
    </Fieldset>
  );
}
