import { HtmlValidate, StaticConfigLoader } from 'html-validate';

/** html-validate's own choice of rules, but for those that the HTML standard does not make. */
const judge = new HtmlValidate(
  new StaticConfigLoader({
    extends: ['html-validate:recommended'],
    rules: {
      // The doctype is written in any case (HTML, 13.1.1).
      'doctype-style': 'off',
      // An element without an end may be written with a slash before `>` (HTML, 13.1.2.1).
      'void-style': 'off',
      // A page is called by the title of its document, however long the library's record says it is.
      'long-title': 'off',
    },
  }),
);

/** What html-validate finds wrong in a page, each with its place. */
export async function faultsOf(html: string): Promise<readonly string[]> {
  const { results } = await judge.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}
