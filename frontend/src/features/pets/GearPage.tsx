import { SegmentedControl, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Design, Pet } from '@/shared/api/gen/types.gen';
import { isMissing } from '@/shared/lib/errors';
import { ButtonLink, TextLink } from '@/shared/ui/links';
import { PageHeader } from '@/shared/ui/PageHeader';
import { EmptyState, QueryView, SkeletonRows } from '@/shared/ui/states';
import { petQuery } from './api';
import { GearForm } from './GearForm';
import { designsQuery, isReady } from './gear';
import type { GearSearch } from './gearSearch';
import { Unmeasured } from './Unmeasured';

/** Things made to the measurements of one's own pet, on the way to prices. */
export function GearPage({ id, search }: { id: string; search: GearSearch }) {
  const { t } = useTranslation('pets');
  const pet = useQuery(petQuery(id));
  const designs = useQuery(designsQuery(id));
  if (isMissing(designs.error) && !designs.data)
    return (
      <EmptyState isPage title={t('missing.title')} action={<ButtonLink to={'/pets' as never}>{t('missing.back')}</ButtonLink>}>
        {t('missing.why')}
      </EmptyState>
    );
  return (
    <QueryView query={pet} skeleton={<SkeletonRows rows={5} height={72} />}>
      {(found) => (
        <>
          <PageHeader
            title={t('gear.for', { name: found.name })}
            lead={t('gear.page_lead')}
            tab={t('gear.title')}
            action={
              <TextLink to={'/pets/$petId' as never} params={{ petId: id } as never}>
                {t('gear.back', { name: found.name })}
              </TextLink>
            }
          />
          <QueryView query={designs} skeleton={<SkeletonRows rows={5} height={72} />}>
            {(all) => <Chosen pet={found} all={all} search={search} />}
          </QueryView>
        </>
      )}
    </QueryView>
  );
}

function Chosen({ pet, all, search }: { pet: Pet; all: Design[]; search: GearSearch }) {
  const { t } = useTranslation('pets');
  const navigate = useNavigate();
  const isNarrow = useMediaQuery('(max-width: 36em)');
  const design = all.find((one) => one.design === search.design) ?? all.find(isReady) ?? all[0];
  return (
    <Stack>
      <SegmentedControl
        style={{ alignSelf: isNarrow ? 'stretch' : 'flex-start' }}
        orientation={isNarrow ? 'vertical' : 'horizontal'}
        aria-label={t('gear.choose')}
        data={all.map(({ design: value }) => ({ value, label: t(`gear.design.${value}.name`) }))}
        value={design.design}
        onChange={(value) =>
          void navigate({
            to: '/pets/$petId/made-to-measure',
            params: { petId: pet.id },
            search: { design: value },
            replace: true,
            resetScroll: false,
          } as never)
        }
      />
      {isReady(design) ? <GearForm key={design.design} pet={pet} design={design} /> : <Unmeasured pet={pet} design={design} />}
    </Stack>
  );
}
