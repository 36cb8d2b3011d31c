import { LANGUAGES, type Language } from '@diachi/messages';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';

/** What every page promises, whatever it shows. Each page's test file calls this once for each state the page can be in. */
export function pageContract(name: string, page: (language: Language) => VNode): void {
  describe(`the ${name}`, () => {
    test.each(LANGUAGES)('has one main part, one first heading and a language, in %s', (language) => {
      const html = renderToString(page(language));

      expect(html.match(/<main /g)).toHaveLength(1);
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html).toContain(`<html lang="${language}">`);
      expect(html).toMatch(/<title>[^<]+<\/title>/);
      expect(html).not.toMatch(/undefined|\[object|NaN|Invalid Date/);
    });

    test('says different things in the two languages', () => {
      const [vi, en] = LANGUAGES.map((language) => /<h1[^>]*>.*<\/footer>/s.exec(renderToString(page(language)))?.[0]);

      expect(vi).not.toBe(en);
    });

    test('lets nothing out of its quotes, and needs no inline script or style', () => {
      const html = renderToString(page('vi'));

      expect(html).not.toContain('<script>');
      expect(html).not.toMatch(/<(b|i|faded|một)>/);
      expect(html).not.toMatch(/\s(style|onclick|onload|onerror)=/);
      for (const [script] of html.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/ src="\/assets\//);
    });
  });
}
