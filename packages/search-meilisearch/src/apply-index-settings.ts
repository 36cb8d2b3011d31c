import { isFailure } from '@diachi/domain';
import type { Settings } from 'meilisearch';
import { formerIndexes, indexNames } from './index-names.ts';
import { isNotFound, isUnprepared } from './meili-failure.ts';
import { type MeiliServer, type MeiliServerOptions, openServer } from './meili-server.ts';
import documents from './settings/documents.json' with { type: 'json' };
import pages from './settings/pages.json' with { type: 'json' };

export type IndexSettingsOptions = MeiliServerOptions & { readonly prefix: string };

/**
 * Makes the two indexes where they are missing, gives them their settings, and removes those of older versions. Doing it again changes
 * nothing. Fails with `search.unavailable`.
 */
export async function applyIndexSettings({ prefix, ...options }: IndexSettingsOptions): Promise<void> {
  const server = openServer(options);
  await prepareIndexes(server, prefix);
  for (const name of formerIndexes(prefix)) if (await isIndexThere(server, name)) await removeIndex(server, name);
}

const removeIndex = (server: MeiliServer, name: string) => server.finish((writer) => writer.index(name).delete());

export async function prepareIndexes(server: MeiliServer, prefix: string): Promise<void> {
  const names = indexNames(prefix);
  await prepareIndex(server, names.pages, pages as Settings);
  await prepareIndex(server, names.documents, documents as Settings);
}

async function prepareIndex(server: MeiliServer, name: string, settings: Settings): Promise<void> {
  const isThere = await isIndexThere(server, name);
  if (!isThere) await server.finish((writer) => writer.createIndex(name, { primaryKey: 'id' })).catch(ifMadeMeanwhile);
  await server.finish((writer) => writer.index(name).updateSettings(settings));
}

const isIndexThere = (server: MeiliServer, name: string): Promise<boolean> =>
  server.write((writer) =>
    writer.getRawIndex(name).then(
      () => true,
      (thrown) => {
        if (isNotFound(thrown)) return false;
        throw thrown;
      },
    ),
  );

function ifMadeMeanwhile(thrown: unknown): void {
  if (thrown instanceof Error && thrown.message.includes('index_already_exists')) return;
  throw thrown;
}

/** Asks; when the indexes or their settings turn out to be missing, makes them and asks once more. */
export async function withIndexes<Result>(
  server: MeiliServer,
  prefix: string,
  ask: () => Promise<Result>,
): Promise<Result> {
  try {
    return await ask();
  } catch (thrown) {
    const cause = thrown instanceof Error ? (thrown.cause ?? thrown) : thrown;
    if (!isUnprepared(thrown) && !isUnprepared(cause)) throw thrown;
    await prepareIndexes(server, prefix).catch((failed) => {
      // Whoever may only search is told what is missing, not that it may not make it.
      throw isFailure(thrown) ? thrown : failed;
    });
    return ask();
  }
}
