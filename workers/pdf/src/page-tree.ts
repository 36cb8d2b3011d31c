import { deflateSync } from 'node:zlib';
import type { PagePlan } from './page-plan.ts';
import type { PdfReference, PdfWriter } from './pdf-writer.ts';
import { point } from './point.ts';

/** Pages under one node of the page tree, so that a viewer finds page 9,000 without reading 9,000 entries. */
const PAGES_A_NODE = 100;

type Resources = Readonly<Record<string, Readonly<Record<string, PdfReference>>>>;

/** Writes pages one by one, and in the end the tree over them (ISO 32000-1, 7.7.3). */
export type PageTree = {
  readonly pages: readonly PdfReference[];
  /** Writes a page: its drawing, and what the drawing names. */
  add(plan: PagePlan, drawing: string, resources: Resources): Promise<void>;
  /** Writes the nodes over the pages and says where the root is. */
  finish(): Promise<PdfReference>;
};

export function createPageTree(writer: PdfWriter): PageTree {
  const root = writer.reserve();
  const nodes: PdfReference[] = [];
  const pages: PdfReference[] = [];

  return {
    pages,

    async add({ widthPt, heightPt }, drawing, resources) {
      if (pages.length % PAGES_A_NODE === 0) nodes.push(writer.reserve());
      const [page, contents, node] = [writer.reserve(), writer.reserve(), nodes.at(-1) ?? root];
      pages.push(page);
      await writer.writeStream(contents, { Filter: 'FlateDecode' }, deflateSync(Buffer.from(drawing, 'latin1')));
      const box = [0, 0, point(widthPt), point(heightPt)];
      await writer.write(page, { Type: 'Page', Parent: node, MediaBox: box, Resources: resources, Contents: contents });
    },

    async finish() {
      for (const [place, node] of nodes.entries()) {
        const kids = pages.slice(place * PAGES_A_NODE, (place + 1) * PAGES_A_NODE);
        await writer.write(node, { Type: 'Pages', Parent: root, Kids: kids, Count: kids.length });
      }
      await writer.write(root, { Type: 'Pages', Kids: nodes, Count: pages.length });
      return root;
    },
  };
}
