import { Card, List, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bounds, Design, Pet } from '@/shared/api/gen/types.gen';
import { formatNumber } from '@/shared/lib/format';
import { ButtonLink } from '@/shared/ui/links';
import { digitsOf, keptUnits, shownIn, unitOf } from './units';

/** What is to be measured before this can be made, or why it can't be made for this pet; the way to the guide. */
export function Unmeasured({ pet, design }: { pet: Pet; design: Design }) {
  const { t, i18n } = useTranslation('pets');
  const [units] = useState(keptUnits);
  const inUnits = ({ measure }: Bounds, base: number) =>
    `${formatNumber(shownIn(measure, base, units), digitsOf(measure, units), i18n.language)} ${t(`unit.${unitOf(measure, units)}`)}`;
  return (
    <Card component="section" aria-labelledby="unmeasured" maw={640}>
      <Stack align="flex-start">
        <Title order={2} id="unmeasured">
          {t(design.missing.length > 0 ? 'gear.measure_first' : 'gear.out_of_reach')}
        </Title>
        <List>
          {design.missing.map((measure) => (
            <List.Item key={measure}>
              <Text>
                <b>{t(`measure.${measure}`)}</b>: {t(`guide.${measure}`)}
              </Text>
            </List.Item>
          ))}
          {design.out_of_reach.map((bounds) => (
            <List.Item key={bounds.measure}>
              <Text>
                <b>{t(`measure.${bounds.measure}`)}</b>:{' '}
                {t('gear.between', { least: inUnits(bounds, bounds.least), most: inUnits(bounds, bounds.most) })}
              </Text>
            </List.Item>
          ))}
        </List>
        <ButtonLink to={'/pets/$petId/edit' as never} params={{ petId: pet.id } as never} hash="measures">
          {t('gear.measure', { name: pet.name })}
        </ButtonLink>
      </Stack>
    </Card>
  );
}
