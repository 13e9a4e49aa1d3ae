type Row = Record<string, string>;

/** The rows of a CSV file (RFC 4180) by the names in its first line. */
export function rowsOf(text: string): Row[] {
  const [names = [], ...rows] = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/)
    .filter(Boolean)
    .map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
  return rows.map((cells) => Object.fromEntries(names.map((name, place) => [name, cells[place] ?? ''])));
}

/** The sum of a column of amounts, in cents, over the rows that count. */
export const columnSum = (text: string, column: string, counts: (row: Row) => boolean): number =>
  rowsOf(text)
    .filter(counts)
    .reduce((sum, row) => sum + Math.round(Number(row[column] || 0) * 100), 0);
