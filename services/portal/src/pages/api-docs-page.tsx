import type { ApiOperation, OpenApiDocument } from '@diachi/web';
import { bodyFields } from '../api/body-fields.ts';
import { curlLine } from '../api/curl-line.ts';
import type { Frame } from '../frame.ts';
import { ChangeForm, QuestionForm } from '../parts/api-call-forms.tsx';
import { Layout } from '../parts/layout.tsx';

export type ApiDocsPageProps = {
  readonly frame: Frame;
  readonly document: OpenApiDocument;
  /** Where the library is, for lines to be copied. */
  readonly site: string;
};

type Told = { readonly path: string; readonly method: string; readonly operation: ApiOperation };

/** What programs can ask, to be tried: questions are asked by plain forms, whatever else is told as a line to copy. */
export function ApiDocsPage({ frame, document, site }: ApiDocsPageProps) {
  const words = frame.messages.programs.api;
  const told = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Told => ({ path, method, operation })),
  );
  const groups = document.tags.map(({ name, description }) => ({
    name: name as keyof typeof words.groups,
    description,
    told: told.filter(({ operation }) => operation.tags.includes(name)),
  }));
  return (
    <Layout frame={frame} title={words.title} kind="api" islands={['tryCall']}>
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <p class="actions">
        <a class="button is-quiet" href="/api/openapi.json" type="application/json">
          {words.document}
        </a>
        <a class="button is-quiet" href="/tokens">
          {words.tokens}
        </a>
      </p>
      <nav class="api-groups" aria-label={words.group}>
        {groups.map(({ name }) => (
          <a key={name} href={`#${name}`}>
            {words.groups[name]}
          </a>
        ))}
      </nav>
      {groups.map(({ name, told: among }) => (
        <section key={name} aria-labelledby={name}>
          <h2 id={name}>{words.groups[name]}</h2>
          {among.map((one) => (
            <Operation key={one.operation.operationId} frame={frame} document={document} site={site} {...one} />
          ))}
        </section>
      ))}
    </Layout>
  );
}

function Operation({ frame, document, site, path, method, operation }: Told & ApiDocsPageProps) {
  const words = frame.messages.programs.api;
  const { operationId, summary, requestBody } = operation;
  return (
    <details class="operation" id={operationId}>
      <summary>
        <span class={`method is-${method}`}>{method.toUpperCase()}</span> <code>{path}</code>
        <span class="quiet" lang="en">
          {summary}
        </span>
      </summary>
      <p>{words.who[whoMay(operation)]}</p>
      {method === 'get' && <QuestionForm frame={frame} operation={operation} />}
      {requestBody && (
        <p>
          {words.body}: <code>{Object.keys(requestBody.content).join(', ')}</code>
          {bodyFields(document, operation).map(({ name, isRequired }) => (
            <span key={name}>
              {' · '}
              <code>{name}</code>
              {isRequired && <span class="quiet"> {frame.messages.required}</span>}
            </span>
          ))}
        </p>
      )}
      <p>{words.line}</p>
      <pre>
        <code>{curlLine(site, path, method, operation)}</code>
      </pre>
      <p>
        {words.answers}: {Object.keys(operation.responses).join(', ')}
      </p>
      {canBeTried(method) && frame.visitor.csrfToken !== '' && (
        <ChangeForm frame={frame} path={path} method={method} operation={operation} />
      )}
    </details>
  );
}

/** What is done twice is done once, and can be taken back by another change. What makes or removes something is not tried on a library. */
const canBeTried = (method: string) => method === 'patch' || method === 'put';

function whoMay({ security }: ApiOperation): 'reader' | 'read' | 'write' | 'manage' | 'session' {
  const scopes = security.find((one) => 'token' in one)?.['token'];
  if (!scopes) return 'session';
  if (scopes.includes('manage')) return 'manage';
  if (scopes.includes('write')) return 'write';
  return security.some((one) => Object.keys(one).length === 0) ? 'reader' : 'read';
}
