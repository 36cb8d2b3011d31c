/** What is said of documents when they are taken in; whatever is missing is proposed by the library. */
export type RecordOptions = {
  readonly title?: string;
  readonly library?: string;
  readonly collection?: string;
  readonly kind?: string;
  readonly date?: string;
  readonly language?: string;
  /** One on each line. */
  readonly creators?: string;
  readonly subjects?: string;
  readonly places?: string;
  readonly access?: string;
  readonly embargoUntil?: string;
  readonly licence?: string;
};

/** How files become documents: a folder's images are one, each named file is one, unless joined or separated. */
export type Grouping = { readonly isTogether: boolean; readonly isEach: boolean };

export type IngestCommand = Grouping & {
  readonly name: 'ingest';
  readonly paths: readonly string[];
  readonly record: RecordOptions;
  readonly isWaiting: boolean;
  readonly isJson: boolean;
};

export const EXPORT_FORMATS = ['pdf', 'text', 'alto', 'manifest', 'tiles'] as const;

type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type ExportCommand = {
  readonly name: 'export';
  readonly id: string;
  readonly format: ExportFormat;
  /** A file, a folder for `alto` and `tiles`, or `-` for standard output. */
  readonly output: string;
  /** Where tiles will lie on the web, without a slash at its end; null when it was not said. */
  readonly at: string | null;
};

/** Documents as packages for another library. */
export type ExportBagsCommand = {
  readonly name: 'export-bags';
  /** Every published one when none is named. */
  readonly ids: readonly string[];
  readonly folder: string;
};

export type SearchCommand = {
  readonly name: 'search';
  readonly query: string;
  readonly limit: number;
  readonly isJson: boolean;
};

export type PersonCommand = {
  readonly name: 'user-add';
  readonly person: string;
  readonly role: 'member' | 'archivist' | 'admin';
  /** Where they are a member, or work; of none in particular when it is not said. */
  readonly library: string | null;
  readonly isJson: boolean;
};

export type ServeCommand = Grouping & {
  readonly name: 'serve';
  readonly paths: readonly string[];
  readonly record: RecordOptions;
};

/** Every file is compared with its checksum. */
export type VerifyCommand = {
  readonly name: 'verify';
  /** As the settings say when null; 0 is as fast as it goes. */
  readonly mbPerSecond: number | null;
  readonly isJson: boolean;
};

/** Where a library can be carried. */
export const PROFILES = ['cluster', 'folder'] as const;

export type MigrateProfileCommand = {
  readonly name: 'migrate-profile';
  readonly to: (typeof PROFILES)[number];
  readonly isJson: boolean;
};

/** What a person asked for on the command line. */
export type Command =
  | ServeCommand
  | IngestCommand
  | SearchCommand
  | ExportCommand
  | ExportBagsCommand
  | VerifyCommand
  | PersonCommand
  | MigrateProfileCommand
  | { readonly name: 'show'; readonly id: string; readonly isJson: boolean }
  | { readonly name: 'status'; readonly isJson: boolean }
  | { readonly name: 'inspect'; readonly isJson: boolean }
  | { readonly name: 'learn'; readonly isJson: boolean }
  | HarvestCommand
  | { readonly name: 'rebuild'; readonly isJson: boolean }
  | { readonly name: 'user-list'; readonly isJson: boolean };

/** What is asked of a library that is open somewhere. */
export type LibraryCommand = Exclude<Command, ServeCommand | MigrateProfileCommand>;

/** A source is harvested by its code. */
export type HarvestCommand = {
  readonly name: 'harvest';
  readonly source: string;
  /** Everything, not only what changed. */
  readonly isWhole: boolean;
  readonly isJson: boolean;
};
