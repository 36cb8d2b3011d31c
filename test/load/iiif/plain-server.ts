import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Processor, type ProcessorOptions } from 'iiif-processor';
import { answerBench } from './server-messages.ts';

/*
 * Plain iiif-processor behind a plain server, as its own documentation shows it, in its favour: it is given the pyramids, and the
 * sizes of the images, so that it need not look for them.
 */
const images = JSON.parse(process.argv[2] ?? '{}') as Record<
  string,
  { path: string; dimensions: { width: number; height: number }[] }
>;
const imageOf = (id: string) => {
  const image = images[id.split('/').at(-1) ?? ''];
  if (image) return image;
  throw new Error(`there is no image ${id}`);
};
const options: ProcessorOptions = { dimensionFunction: async ({ id }) => imageOf(id).dimensions };

const server = createServer(async (request, response) => {
  const url = `http://${request.headers.host}${request.url}`;
  try {
    const processor = new Processor(
      url,
      async ({ id }: { readonly id: string }) => createReadStream(imageOf(id).path),
      options,
    );
    const result = await processor.execute();
    if (result.type === 'content') response.setHeader('Content-Type', result.contentType).end(result.body);
    else response.writeHead(result.type === 'redirect' ? 303 : result.statusCode).end();
  } catch (thrown) {
    response.writeHead(500).end(String(thrown));
  }
});
server.listen(0, '127.0.0.1', () => answerBench((server.address() as AddressInfo).port));
