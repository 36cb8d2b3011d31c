import type { DocumentRecord } from '@diachi/domain';
import type { ForeignView } from '@diachi/ports';
import type { Frame } from '../frame.ts';
import { dateWords } from '../parts/date-words.ts';
import { DescriptionList, type Row } from '../parts/description-list.tsx';
import { Layout } from '../parts/layout.tsx';
import { creatorWords, languageNames } from '../parts/record-line.tsx';
import { describedRows, linesOf, rightsRows } from '../parts/record-list.tsx';

export type ElsewherePageProps = { readonly frame: Frame; readonly view: ForeignView };

/** A record of another repository: whose it is, what it says, the way to it. Its page images come straight from there, when somebody asks for them. */
export function ElsewherePage({ frame, view: { record: foreign, source } }: ElsewherePageProps) {
  const { messages } = frame;
  const { elsewhere } = messages;
  const { record, addresses } = foreign;
  return (
    <Layout
      frame={frame}
      title={record.title}
      kind="elsewhere"
      islands={addresses.manifest ? ['elsewhere'] : []}
      // What another library publishes is for it to tell to the search engines of the world.
      head={<meta name="robots" content="noindex" />}
    >
      <p class="source-badge">{elsewhere.badge(source.name)}</p>
      <div class="document-head">
        <h1>{record.title}</h1>
        <div class="actions">
          {addresses.page && (
            <a class="button" href={addresses.page} rel="external noopener">
              {elsewhere.openThere(source.name)}
            </a>
          )}
          {addresses.pdf && (
            <a class="button is-quiet" href={addresses.pdf} rel="external noopener">
              {elsewhere.pdfThere}
            </a>
          )}
        </div>
      </div>
      <p class="lead">{elsewhere.lead(source.name)}</p>
      {!addresses.page && <p class="notice">{elsewhere.noPage}</p>}
      {addresses.manifest && <Pictures frame={frame} manifest={addresses.manifest} />}
      <section aria-labelledby="record">
        <h2 id="record">{elsewhere.record}</h2>
        <DescriptionList
          rows={[
            ...rowsOf(frame, record),
            [elsewhere.identifier, foreign.identifier],
            [elsewhere.datestamp, datestampWords(frame, foreign.datestamp)],
          ]}
        />
      </section>
    </Layout>
  );
}

/** In days or seconds (OAI-PMH 2.0, section 3.3); as it came where it is neither. */
function datestampWords({ write }: Frame, datestamp: string): string {
  const [, day, time = ''] = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2}Z)?$/.exec(datestamp) ?? [];
  const iso = `${day}${time || 'T12:00:00'}`;
  if (Number.isNaN(Date.parse(iso))) return datestamp;
  return time === '' ? write.day(iso) : write.moment(iso);
}

function rowsOf(frame: Frame, record: DocumentRecord): readonly Row[] {
  const { messages } = frame;
  const { fields } = messages.document;
  return [
    [fields.creators, linesOf(record.creators.map((creator) => creatorWords(messages, creator)))],
    [fields.kind, messages.kinds[record.kind]],
    [fields.date, record.date ? dateWords(messages, record.date.text) : ''],
    [fields.language, languageNames(messages, record.language)],
    ...describedRows(frame, record),
    ...rightsRows(frame, record),
  ];
}

/** Opened by a script, which shows what is hidden; without one there is the way to the page, and to the manifest for viewers. */
function Pictures({ frame: { messages }, manifest }: { readonly frame: Frame; readonly manifest: string }) {
  const { elsewhere } = messages;
  return (
    <section class="pictures-there" aria-labelledby="pictures" data-manifest={manifest}>
      <h2 id="pictures">{elsewhere.pictures}</h2>
      <div data-part="ask" hidden>
        <p class="quiet">{elsewhere.picturesLead(new URL(manifest).host)}</p>
        <button type="button" class="plain" data-do="show">
          {elsewhere.show}
        </button>
      </div>
      <p class="notice" data-part="failed" role="alert" hidden>
        {elsewhere.failed}
      </p>
      <div data-part="viewer" tabIndex={-1} hidden>
        <div class="there-toolbar">
          <button type="button" class="plain" data-do="previous">
            ← {elsewhere.previous}
          </button>
          <span role="status" data-part="position" data-words={elsewhere.position} data-loading={elsewhere.loading} />
          <button type="button" class="plain" data-do="next">
            {elsewhere.next} →
          </button>
        </div>
        <div class="zoom" data-part="place" />
      </div>
      <p>
        <a href={manifest} rel="external noopener" type="application/ld+json">
          {elsewhere.manifest}
        </a>
      </p>
    </section>
  );
}
