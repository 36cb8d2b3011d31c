import { render } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { Frame } from '../frame.ts';
import { messagesOf } from '../messages/messages-of.ts';
import { IiifLink, ManifestAlternate } from './iiif-link.tsx';

const manifest = 'https://kho.example/iiif/presentation/3/documents/0123456789abcdef/manifest';

test.each(['vi', 'en'] as const)('a document can be dragged into other viewers by its address (%s)', (language) => {
  const page = render(<IiifLink frame={{ messages: messagesOf(language) } as Frame} manifest={manifest} />);

  const href = new URL(/href="([^"]+)"/.exec(page)?.[1] ?? '');
  expect(href.searchParams.get('manifest')).toBe(manifest);
  expect(href.href.startsWith(`${manifest}?`)).toBe(true);
  expect(page).toMatch(/title="[^"]*IIIF[^"]*"/);
});

test('programs find the manifest in the head of the page', () => {
  expect(render(<ManifestAlternate manifest={manifest} />)).toContain(
    `rel="alternate" type="application/ld+json" href="${manifest}"`,
  );
});
