/** Reads what Prometheus would: answers for the value of a series whose labels are at least these, null when there is none. */
export function readSamples(text: string): (name: string, labels: Readonly<Record<string, string>>) => number | null {
  const samples = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name, written = '', value] = /^([a-z_0-9]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
      if (name === undefined) throw new Error(`Not a line of Prometheus: ${line}`);
      const labels = [...written.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, label]) => [key, label]);
      return { name, labels: Object.fromEntries(labels) as Readonly<Record<string, string>>, value: Number(value) };
    });
  return (name, labels) =>
    samples.find(
      (sample) => sample.name === name && Object.entries(labels).every(([key, label]) => sample.labels[key] === label),
    )?.value ?? null;
}
