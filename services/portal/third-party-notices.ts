import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const NAME = 'third-party-notices.txt';

/**
 * Writes down whose code browsers load, each with its licence as it came: what is built carries no comment any more, and the
 * licences ask to go with it. Vite's own list leaves out what only workers load. A package without a licence ends the build.
 */
export function thirdPartyNotices(): { readonly forWorkers: () => Plugin; readonly forPages: Plugin } {
  const folders = new Set<string>();
  const note = (bundle: Rolldown.OutputBundle) => {
    const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
    for (const id of modules) {
      const folder = /^(?!\0)(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
      if (folder) folders.add(folder);
    }
  };
  return {
    forWorkers: () => ({
      name: 'third-party-notices:workers',
      generateBundle: (_options, bundle) => note(bundle),
    }),
    forPages: {
      name: 'third-party-notices',
      // Workers are built before the pages that start them.
      generateBundle(_options, bundle) {
        note(bundle);
        const source = `${[...folders]
          .map(noticeOf)
          .toSorted()
          .join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
        this.emitFile({ type: 'asset', name: NAME, originalFileName: NAME, source });
      },
    },
  };
}

function noticeOf(folder: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
  const licence = readdirSync(folder).find((file) => /^(licen[cs]e|copying)/i.test(file));
  if (!licence) throw new Error(`${name} ${version} goes to browsers and brings no licence along.`);
  return `${name} ${version}\n\n${readFileSync(join(folder, licence), 'utf8').trim()}`;
}
