import { type FailureNote, mayActAs, parseDocumentId } from '@diachi/domain';
import { failureText } from '@diachi/messages';
import { type FailedRequest, findSignInLink, localAddress } from '@diachi/web';
import type { VNode } from 'preact';
import { addresses } from './addresses.ts';
import type { Frame } from './frame.ts';
import { LibrariesPage } from './pages/libraries-page.tsx';
import { SignInPage } from './pages/sign-in-page.tsx';
import { WelcomePage } from './pages/welcome-page.tsx';
import type { PortalTools } from './portal-tools.ts';
import { readEditPage } from './read-edit-page.tsx';
import { isAboutRecord, refusedRecord } from './refused-record.ts';
import { sourceAgain } from './source-again.tsx';

export type RefusedForm = {
  readonly frame: Frame;
  readonly note: FailureNote;
  readonly status: number;
  readonly request: FailedRequest;
};

/** The page of the form a refused answer is to, with what was written in it and why; null when there is none to go back to. */
export async function formAgain(tools: PortalTools, refused: RefusedForm): Promise<VNode | null> {
  const { request, status } = refused;
  if (request.method !== 'POST' || status >= 500) return null;
  if (request.path === '/api/session') return signInAgain(refused);
  if (request.path === '/api/libraries') return libraryAgain(tools, refused);
  const [harvest, source] = /^\/api\/harvest(?:\/([^/]+)(?:\/(?:start|remove))?)?$/.exec(request.path) ?? [];
  if (harvest !== undefined) {
    const code = source === undefined ? null : decodeURIComponent(source);
    return sourceAgain(tools, { ...refused, code, body: bodyOf(request) });
  }
  const token = /^\/api\/welcome\/([^/]+)$/.exec(request.path)?.[1];
  if (token !== undefined) return welcomeAgain(tools, refused, decodeURIComponent(token));
  const id = /^\/api\/documents\/([^/]+)\/record$/.exec(request.path)?.[1];
  return id === undefined ? null : recordAgain(tools, refused, decodeURIComponent(id));
}

function signInAgain({ frame, request, note }: RefusedForm): VNode {
  const next = localAddress(bodyOf(request)['next']);
  return <SignInPage frame={frame} next={next} problem={failureText(note, frame.language)} />;
}

async function welcomeAgain(tools: PortalTools, { frame, note }: RefusedForm, token: string): Promise<VNode> {
  const { catalogue, clock = () => new Date() } = tools;
  const person = await findSignInLink(catalogue.people, token, clock());
  return <WelcomePage frame={frame} token={token} person={person} problem={failureText(note, frame.language)} />;
}

async function libraryAgain({ reading }: PortalTools, { frame, request, note }: RefusedForm) {
  if (!note.code.startsWith('library.')) return null;
  const { code, name } = bodyOf(request);
  const refused = {
    code: String(code ?? ''),
    name: String(name ?? ''),
    problem: failureText(note, frame.language),
  };
  const libraries = await reading.libraries();
  return <LibrariesPage frame={pageAt('/libraries', frame)} libraries={libraries} refused={refused} />;
}

async function recordAgain(tools: PortalTools, { frame, request, note }: RefusedForm, named: string) {
  if (!isAboutRecord(note) || !mayActAs(frame.visitor.role, 'archivist')) return null;
  const id = parseDocumentId(named);
  return readEditPage(tools, pageAt(addresses.edit(id), frame), id, ({ record }) =>
    refusedRecord(note, bodyOf(request), record),
  );
}

/** The same frame with an address of its own, for pages that are shown again at the address of a form's answer. */
const pageAt = (address: string, frame: Frame): Frame => ({ ...frame, address });

const bodyOf = (request: FailedRequest): Readonly<Record<string, unknown>> =>
  (request.body ?? {}) as Readonly<Record<string, unknown>>;
