import { Alert, Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Model3d } from '@/shared/api/gen/types.gen';
import { Comparison } from './Comparison';
import { Findings } from './Findings';
import { Mending } from './Mending';
import { refusalText } from './report';

type Props = { model: Model3d; shown: string | undefined; onShow: (code: string | undefined) => void; onModel: (id: string) => void };

/** What was found on a model, what can be done about it, and what a repair has done. */
export function ModelReport({ model, shown, onShow, onModel }: Props) {
  const { t } = useTranslation('quote');
  const original = model.repaired_from;
  const back = original && (
    <Button variant="default" size="compact-md" onClick={() => onModel(original.id)}>
      {t(model.status === 'refused' ? 'mend.back' : 'mend.original')}
    </Button>
  );
  if (model.status === 'refused')
    return (
      <Alert role="alert" color="red" variant="outline" title={t(original ? 'mend.failed_title' : 'model.refused')}>
        <Stack align="flex-start" gap="xs">
          <Text>{refusalText(model.refusal_code, model.refusal_detail, t)}</Text>
          {back}
        </Stack>
      </Alert>
    );
  if (!model.report || model.status !== 'ready') return null;
  const { findings } = model.report;
  return (
    <>
      {original && (
        <Stack gap="sm" align="stretch">
          <Comparison before={original} after={model} />
          <div>{back}</div>
        </Stack>
      )}
      <Mending model={model} onModel={onModel} />
      <Stack gap="xs">
        <Title order={3}>{t('report.title')}</Title>
        {findings.length === 0 ? (
          <Text>{t('report.clean')}</Text>
        ) : (
          <Findings findings={findings} canRepair={model.allowed_actions.includes('repair')} shown={shown} onShow={onShow} />
        )}
      </Stack>
    </>
  );
}
