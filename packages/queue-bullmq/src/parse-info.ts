/** What INFO tells, by name. */
export const parseInfo = (told: string): ReadonlyMap<string, string> =>
  new Map(
    told.split('\r\n').flatMap((line) => {
      const [name, value] = line.split(':', 2);
      return name !== undefined && value !== undefined ? [[name, value] as const] : [];
    }),
  );
