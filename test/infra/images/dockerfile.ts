import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', '..', 'infra', 'images', 'Dockerfile');

export type Stage = {
  readonly name: string;
  /** The image it begins from, or another stage. */
  readonly from: string;
  readonly instructions: readonly { readonly word: string; readonly rest: string }[];
};

/** The stages of the Dockerfile in their order, names of arguments filled in. */
export async function readDockerfile(): Promise<readonly Stage[]> {
  const text = (await readFile(file, 'utf8')).replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n/g, ' ');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const args = new Map(
    lines.flatMap((line) => [...line.matchAll(/^ARG (\w+)=(\S+)/g)].map(([, name, value]) => [name, value])),
  );
  const stages: { name: string; from: string; instructions: { word: string; rest: string }[] }[] = [];
  for (const line of lines) {
    const [, word = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? [];
    if (word === 'FROM') {
      const [, from = '', name = ''] = /^(\S+) AS (\S+)$/.exec(rest) ?? [];
      stages.push({
        name,
        from: from.replaceAll(/\$\{(\w+)\}/g, (_, argument) => args.get(argument) ?? ''),
        instructions: [],
      });
    } else stages.at(-1)?.instructions.push({ word, rest });
  }
  return stages;
}

/** A stage's instructions, those of what it begins from first. */
export function wholeStage(stages: readonly Stage[], name: string): Stage['instructions'] {
  const stage = stages.find((one) => one.name === name);
  return stage ? [...wholeStage(stages, stage.from), ...stage.instructions] : [];
}
