/** The file that was dropped on the landing page, on its way to the print page: it lives in memory only. */
let waiting: File | undefined;

export const handOver = (file: File) => {
  waiting = file;
};

export const takeOver = (): File | undefined => {
  const file = waiting;
  waiting = undefined;
  return file;
};

const SAMPLES = [
  { key: 'cube', url: '/samples/calibration-cube.stl' },
  { key: 'sleeve', url: '/samples/sleeve.stl' },
] as const;

export { SAMPLES };

export async function sampleFile(url: string): Promise<File> {
  const answer = await fetch(url);
  return new File([await answer.blob()], url.split('/').at(-1) ?? 'sample.stl');
}
