import type { AccessLevel, DocumentKind, DocumentState, ForeignFile, PageState, Role } from '@diachi/domain';

type StepName = 'intake' | 'ocr-page' | 'make-thumbnails' | 'build-pdf' | 'publish-revision' | 'index-document';

/** Names of what several processes show; steps by the name of their job. */
export type Names = {
  readonly kinds: Readonly<Record<DocumentKind, string>>;
  readonly states: Readonly<Record<DocumentState, string>>;
  readonly pageStates: Readonly<Record<PageState, string>>;
  readonly steps: Readonly<Record<StepName, string>>;
  /** What a file is that is no scan, in the middle of a sentence. */
  readonly foreignFiles: Readonly<Record<ForeignFile | 'unknown', string>>;
  /** A sentence on who may see what of a document, by its access level; `embargo` while that has not begun. */
  readonly whoMaySee: Readonly<Record<AccessLevel | 'embargo', string>>;
  readonly roles: Readonly<Record<Role, string>>;
};
