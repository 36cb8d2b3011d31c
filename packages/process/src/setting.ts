/** One thing a person may set: its variable, what it is for, and how it is read. */
export type Setting<Value> = {
  readonly env: string;
  /** One line, in English, that ends in no full stop: it stands in a message and in the generated table. */
  readonly doc: string;
  /** As it would be written in the environment. Without one, the setting must be set. */
  readonly default?: string;
  /** It holds a password or a key: what is written is never repeated, neither in a fault nor in a log. */
  readonly isSecret?: boolean;
  /** Throws an `Error` that completes the sentence “VARIABLE must be …”. */
  readonly parse: (written: string) => Value;
};

export type Settings = Readonly<Record<string, Setting<unknown>>>;

/** The values of a list of settings. */
export type Config<Listed extends Settings> = {
  readonly [Name in keyof Listed]: Listed[Name] extends Setting<infer Value> ? Value : never;
};
