import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';
import { decimalSign } from '@/shared/lib/format';

const strata: MantineColorsTuple = [
  '#e9f8f7',
  '#cdeeed',
  '#9fdedd',
  '#6ccbcb',
  '#3fb4b7',
  '#1f9aa0',
  '#127d85',
  '#0e666e',
  '#0b5259',
  '#073b41',
];
const clay: MantineColorsTuple = [
  '#fff3ec',
  '#fde2d3',
  '#f9c3a6',
  '#f3a077',
  '#ea7f4e',
  '#d9652f',
  '#b84e1f',
  '#963f19',
  '#763214',
  '#54230e',
];
const dark: MantineColorsTuple = [
  '#e6edf3',
  '#b1bac4',
  '#9aa7b4',
  '#6b7885',
  '#36424d',
  '#2a343d',
  '#1c242b',
  '#141a20',
  '#0f1419',
  '#0a0e12',
];

/** [text, background] of each status tone; every pair has a contrast of at least 4.8. */
const TONES = {
  neutral: { light: ['#4a5763', '#eef1f4'], dark: ['#b1bac4', '#2a343d'] },
  warning: { light: ['#8a5a00', '#fff4d6'], dark: ['#f0c04f', '#33270a'] },
  info: { light: ['#1c5fa8', '#e8f1fb'], dark: ['#7cb7f5', '#12283f'] },
  success: { light: ['#1f7a3d', '#e7f6ec'], dark: ['#6fd08c', '#12301d'] },
  danger: { light: ['#b3261e', '#fdecea'], dark: ['#ff8f85', '#3b1614'] },
  violet: { light: ['#6941c6', '#f1ecfc'], dark: ['#b9a2f2', '#261c40'] },
} as const;

const tones = (scheme: 'light' | 'dark') =>
  Object.fromEntries(
    Object.entries(TONES).flatMap(([tone, pairs]) => [
      [`--tone-${tone}-text`, pairs[scheme][0]],
      [`--tone-${tone}-fill`, pairs[scheme][1]],
    ]),
  );

/** The page behind everything; the browser's own bars follow it. */
export const CANVAS = { light: '#f6f8f9', dark: '#141a20' } as const;

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--strata-rule': 'linear-gradient(90deg, #073b41 0 20%, #0e666e 20% 40%, #1f9aa0 40% 60%, #6ccbcb 60% 80%, #b84e1f 80%)',
    '--chart-1': 'var(--mantine-color-strata-5)',
    '--chart-2': 'var(--mantine-color-clay-5)',
    '--chart-3': 'var(--tone-violet-text)',
    '--chart-4': 'var(--tone-info-text)',
    '--chart-5': 'var(--tone-warning-text)',
    '--chart-6': 'var(--tone-neutral-text)',
  },
  light: {
    '--mantine-color-body': CANVAS.light,
    '--surface': '#ffffff',
    '--raised': '#ffffff',
    '--mantine-color-text': '#15202b',
    '--mantine-color-dimmed': '#52606d',
    '--mantine-color-placeholder': '#52606d',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-default': '#ffffff',
    '--mantine-color-default-hover': '#f6f8f9',
    '--mantine-color-default-border': '#dde3e8',
    '--border-control': '#7b8794',
    '--mantine-color-anchor': strata[7],
    '--focus-ring': strata[6],
    ...tones('light'),
  },
  dark: {
    '--mantine-color-body': CANVAS.dark,
    '--surface': '#1c242b',
    '--raised': '#2a343d',
    '--mantine-color-text': '#e6edf3',
    '--mantine-color-dimmed': '#9aa7b4',
    '--mantine-color-placeholder': '#9aa7b4',
    '--mantine-color-error': '#ff8f85',
    '--mantine-color-default': '#1c242b',
    '--mantine-color-default-hover': '#2a343d',
    '--mantine-color-default-border': '#36424d',
    '--border-control': '#6b7885',
    '--mantine-color-anchor': strata[3],
    '--focus-ring': strata[4],
    ...tones('dark'),
  },
});

/** A dialog's head is a `header`, but the page has its one banner already. */
const NO_BANNER = { header: { role: 'presentation' } };

/** Dialogs are of the tone of cards, and their titles as large as those of sections. */
const OVERLAY = {
  content: { background: 'var(--surface)' },
  header: { background: 'var(--surface)' },
  title: { fontSize: '18px', lineHeight: '26px', fontWeight: 600 },
};

/** Labels that only a screen reader reads come from i18n: see `app/providers.tsx`. */
export const themeFor = (closeLabel: string, language: string) =>
  createTheme({
    colors: { strata, clay, dark },
    primaryColor: 'strata',
    primaryShade: 6,
    autoContrast: false,
    fontFamily: "'Inter Variable', system-ui, sans-serif",
    headings: {
      fontFamily: "'Inter Variable', system-ui, sans-serif",
      fontWeight: '600',
      sizes: {
        h1: { fontSize: '24px', lineHeight: '32px' },
        h2: { fontSize: '18px', lineHeight: '26px' },
        h3: { fontSize: '16px', lineHeight: '24px' },
      },
    },
    fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
    lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '26px' },
    spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
    radius: { xs: '4px', sm: '4px', md: '6px', lg: '10px', xl: '10px' },
    defaultRadius: 'md',
    shadows: {
      xs: 'none',
      sm: 'none',
      md: '0 1px 2px #0001, 0 8px 24px #0002',
      lg: '0 1px 2px #0001, 0 8px 24px #0002',
      xl: '0 1px 2px #0001, 0 8px 24px #0002',
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    // By name, not by component: what a page doesn't use must not come with the shell.
    components: {
      // Only the frame is red, or blue: words that small would be too pale.
      Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
      ActionIcon: { defaultProps: { variant: 'subtle', size: 'lg' } },
      Anchor: { defaultProps: { underline: 'always' } },
      Badge: { defaultProps: { radius: 'xs' }, styles: { label: { textTransform: 'none', fontWeight: 500 } } },
      Button: { defaultProps: { loaderProps: { type: 'dots' } } },
      Card: {
        defaultProps: { radius: 'lg', padding: 'md', withBorder: true },
        styles: { root: { background: 'var(--surface)' } },
      },
      Drawer: { defaultProps: { closeButtonProps: { 'aria-label': closeLabel }, attributes: NO_BANNER }, styles: OVERLAY },
      Input: { defaultProps: { size: 'md' } },
      InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
      Modal: {
        defaultProps: { closeButtonProps: { 'aria-label': closeLabel }, radius: 'lg', centered: true, attributes: NO_BANNER },
        styles: OVERLAY,
      },
      NavLink: { styles: { root: { borderRadius: 'var(--mantine-radius-md)' } } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': closeLabel } } },
      // Numbers as the language writes them; who types a point where others have a comma means the same.
      NumberInput: { defaultProps: { decimalSeparator: decimalSign(language), allowedDecimalSeparators: ['.', ','] } },
      Pagination: { defaultProps: { size: 'md' } },
      Table: { defaultProps: { verticalSpacing: 'sm' } },
      Tabs: {
        styles: { list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden', scrollbarWidth: 'none' }, tab: { flexShrink: 0 } },
      },
      Tooltip: { defaultProps: { openDelay: 300, withArrow: false } },
    },
  });
