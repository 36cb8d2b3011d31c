/** Scripts of which a page may ask for one or more; each is a small program in src/browser. */
export type Island = 'suggest' | 'reading' | 'upload' | 'live' | 'elsewhere' | 'tryCall';

/** A file browsers load, kept under a name with its checksum in it. */
export type AssetFile = { readonly body: Uint8Array; readonly contentType: string };

/** What browsers load besides the pages. */
export type Assets = {
  readonly stylesheet: string;
  /** Address of an island's script. */
  readonly script: (island: Island) => string;
  /** Whose code the scripts are made of, and under which licences: plain text. */
  readonly notices: string;
  /** By name under `/assets/`. */
  readonly files: ReadonlyMap<string, AssetFile>;
};
