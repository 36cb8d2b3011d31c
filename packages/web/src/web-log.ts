/** Where the web app writes what happened: a pino logger fits. Fields never hold cookies, tokens or what was searched for. */
export type WebLog = {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
};
