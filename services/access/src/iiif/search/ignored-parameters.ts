/** Those of a specification's parameters that somebody asked with and that do nothing here: they are to be told. */
export const ignoredParameters = (
  query: Readonly<Record<string, unknown>>,
  unknown: readonly string[],
): readonly string[] => unknown.filter((name) => query[name] !== undefined);
