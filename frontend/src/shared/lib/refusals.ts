import { formatDay, formatMass, formatNumber, formatSize } from './format';

/** The facts of a refusal as words in the reader's language, by the names that the sentences use: {part, build, needed, …}. */
export function wordsOf(facts: Record<string, unknown>, language: string): Record<string, string> {
  const words: Record<string, string> = {};
  for (const name of ['part', 'build'])
    if (`${name}_x_mm` in facts)
      words[name] = formatSize(
        ['x', 'y', 'z'].map((axis) => Number(facts[`${name}_${axis}_mm`])),
        language,
      );
  for (const name of ['needed', 'available']) if (`${name}_mg` in facts) words[name] = formatMass(Number(facts[`${name}_mg`]), language);
  for (const name of ['wanted', 'finest', 'coarsest'])
    if (`${name}_mm` in facts) words[name] = formatNumber(Number(facts[`${name}_mm`]), 3, language);
  if ('ready_at' in facts) words.day = formatDay(String(facts.ready_at), language);
  return words;
}
