import { Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '@/shared/i18n';
import { ALL_LANGUAGES, missingIn, type Worded } from './texts';

/** How far the texts are written in one language. */
export function TextState({ isOwn, missing }: { isOwn: boolean; missing: number }) {
  const { t } = useTranslation('office');
  if (isOwn) return <IconPencil size={14} role="img" aria-label={t('texts.is_original')} />;
  if (missing === 0)
    return <IconCircleCheck size={14} role="img" color="var(--mantine-color-green-text)" aria-label={t('texts.complete')} />;
  return (
    <Group gap={2} wrap="nowrap" c="dimmed" role="img" aria-label={t('texts.missing', { count: missing })}>
      <IconCircleDashed size={14} aria-hidden />
      <Text span size="xs" aria-hidden>
        {missing}
      </Text>
    </Group>
  );
}

/** The same for all languages, side by side. */
export function TextStates<Name extends string>({ names, values }: { names: readonly Name[]; values: Worded<Name> }) {
  return (
    <Group gap="sm" wrap="nowrap">
      {ALL_LANGUAGES.map((language) => (
        <Group key={language} gap={4} wrap="nowrap">
          <Text span size="sm" tt="uppercase" c="dimmed">
            <abbr title={LANGUAGES[language]} style={{ textDecoration: 'none' }}>
              {language}
            </abbr>
          </Text>
          <TextState isOwn={language === values.language} missing={missingIn(names, values, language).length} />
        </Group>
      ))}
    </Group>
  );
}
