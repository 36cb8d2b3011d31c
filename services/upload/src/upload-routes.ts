import { isAbsolute } from 'node:path';
import { askingRoute, parseInput, type Route, recordFields } from '@diachi/web';
import { z } from 'zod';
import { takenFilesAnswer } from './answers.ts';
import { createCommitInTurn } from './commit-in-turn.ts';
import { type IngestOptions, type IngestTools, ingestPaths } from './ingest-paths.ts';
import { checkSentRecord } from './propose-record.ts';
import { type ReceiveUploadsTools, receiveUploads } from './receive-uploads.ts';
import type { PassedOver, TakenFile } from './taken-file.ts';

const MOST_FILES = 20_000;
const BODY_BYTES = 16 * 2 ** 20;

const record = recordFields.default({});

const sent = z.object({
  files: z
    .array(
      z.object({
        upload: z.string().max(200),
        sha256: z.string().regex(/^[0-9a-f]{64}$/i),
        name: z.string().max(4_000),
      }),
    )
    .min(1)
    .max(MOST_FILES),
  together: z.boolean().default(true),
  record,
});

const paths = z.object({
  paths: z
    .array(
      z
        .string()
        .min(1)
        .max(4_096)
        .refine((path) => isAbsolute(path), 'paths must be absolute'),
    )
    .min(1)
    .max(MOST_FILES),
  together: z.boolean().default(false),
  each: z.boolean().default(false),
  record,
});

/** The last line of an ingest's answer: without it, the answer was broken off. */
type IngestEnd = { readonly end: true };

/** The ways in: uploads, and files of this machine. */
export function uploadRoutes(tools: ReceiveUploadsTools & IngestTools): readonly Route[] {
  const inTurn = createCommitInTurn();
  return [
    tools.uploads.route,
    askingRoute({
      method: 'post',
      path: '/api/documents',
      role: 'archivist',
      summary: 'Turns finished uploads into documents: {files: [{upload, sha256, name}], together, record}',
      body: 'json',
      limits: { bodyBytes: BODY_BYTES },
      asks: { body: sent },
      answers: { body: takenFilesAnswer },
      handle: async ({ body: files }, _request, response, visitor) => {
        const uploads = files.files.map(({ upload }) => upload);
        response.json(await inTurn(uploads, () => receiveUploads(tools, files, visitor)));
      },
    }),
    {
      method: 'post',
      path: '/api/ingest',
      role: 'operator',
      summary:
        'Takes in files and folders of this machine: {paths, together, each, record}; one line of JSON for each file, {"end":true} at the end',
      body: 'json',
      limits: { bodyBytes: BODY_BYTES },
      handle: async (request, response, visitor) => {
        const leaving = new AbortController();
        response.once('close', () => leaving.abort());
        const options: IngestOptions = {
          ...parseInput(paths, request.body),
          who: visitor.name ?? 'operator',
          signal: leaving.signal,
        };
        await checkSentRecord(tools, options.record ?? {});
        response.type('application/x-ndjson').set('Cache-Control', 'no-store');
        response.flushHeaders();
        const write = (line: TakenFile | PassedOver | IngestEnd) => response.write(`${JSON.stringify(line)}\n`);
        for await (const entry of ingestPaths(tools, options)) write(entry);
        write({ end: true });
        response.end();
      },
    },
  ];
}
