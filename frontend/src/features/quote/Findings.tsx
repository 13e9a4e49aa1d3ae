import { Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Finding } from '@/shared/api/gen/types.gen';
import { ToneBadge } from '@/shared/ui/StatusBadge';
import { cureText, findingText } from './report';

const LOOKS = {
  must_fix: { tone: 'danger', icon: IconTool },
  risk: { tone: 'warning', icon: IconAlertTriangle },
  info: { tone: 'info', icon: IconInfoCircle },
} as const;

type Props = { findings: readonly Finding[]; canRepair: boolean; shown?: string; onShow: (code: string | undefined) => void };

/** What to look out for and what to do about it; a click lights the faces up in the 3D view. */
export function Findings({ findings, canRepair, shown, onShow }: Props) {
  const { t, i18n } = useTranslation('quote');
  return (
    <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {findings.map((finding) => {
        const { tone, icon: Icon } = LOOKS[finding.severity];
        const isShown = shown === finding.code;
        return (
          <li key={finding.code}>
            <Group gap={8} align="center" mb={2}>
              <ToneBadge tone={tone} size="md" icon={<Icon size={14} aria-hidden />}>
                {t(`severity.${finding.severity}`)}
              </ToneBadge>
              {finding.faces > 0 && (
                <UnstyledButton
                  fz="sm"
                  c="var(--mantine-color-anchor)"
                  aria-pressed={isShown}
                  onClick={() => onShow(isShown ? undefined : finding.code)}
                >
                  {t(isShown ? 'finding.hide' : 'finding.show')}
                </UnstyledButton>
              )}
            </Group>
            <Text>{findingText(finding, t, i18n.language)}</Text>
            <Text size="sm" c="dimmed">
              {cureText(finding, canRepair, t)}
            </Text>
          </li>
        );
      })}
    </Stack>
  );
}
