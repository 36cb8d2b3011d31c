import type { Library } from '@diachi/domain';
import type { Frame } from '../frame.ts';
import { Layout } from '../parts/layout.tsx';
import { RecordFields } from '../parts/record-fields.tsx';

export type UploadPageProps = {
  readonly frame: Frame;
  readonly libraries: readonly Library[];
  readonly collections: readonly string[];
  readonly canReadHeic: boolean;
};

// An attribute every browser knows and no standard has.
const WHOLE_FOLDER = { webkitdirectory: true };
const ACCEPTED = '.jpg,.jpeg,.png,.webp,.tif,.tiff,.jp2,.jpx,.pdf';
const HEIC = ',.heic,.heif';

/** Where scans are handed in. Sending needs a script: it checks, resumes and tells how far it is. */
export function UploadPage({ frame, libraries, collections, canReadHeic }: UploadPageProps) {
  const { messages, visitor, language } = frame;
  const { upload } = messages;
  return (
    <Layout frame={frame} title={upload.title} kind="upload" islands={['upload']}>
      <h1>{upload.title}</h1>
      <p class="lead">{upload.lead(canReadHeic)}</p>
      <noscript>
        <p class="notice is-bad">{messages.needsScript}</p>
      </noscript>
      <form
        id="upload"
        class="upload"
        data-csrf={visitor.csrfToken}
        data-language={language}
        data-messages={JSON.stringify({ ...upload.island, states: messages.states })}
      >
        <section class="drop" aria-labelledby="drop">
          <h2 id="drop">{upload.drop}</h2>
          <div class="actions">
            <label class="button is-quiet">
              {upload.chooseFiles}
              <input
                type="file"
                id="files"
                multiple
                accept={canReadHeic ? ACCEPTED + HEIC : ACCEPTED}
                class="visually-hidden"
              />
            </label>
            <label class="button is-quiet">
              {upload.chooseFolder}
              <input type="file" id="folder" multiple class="visually-hidden" {...WHOLE_FOLDER} />
            </label>
          </div>
        </section>
        <section aria-labelledby="chosen">
          <h2 id="chosen">{upload.chosen}</h2>
          <p id="chosen-count" role="status">
            {upload.island.none}
          </p>
          <ul id="chosen-files" class="upload-files" />
        </section>
        <fieldset>
          <legend>{upload.grouping}</legend>
          <label class="choice">
            <input type="radio" name="together" value="true" checked /> {upload.together}
          </label>
          <label class="choice">
            <input type="radio" name="together" value="false" /> {upload.each}
          </label>
        </fieldset>
        <fieldset>
          <legend>{upload.record}</legend>
          <RecordFields frame={frame} libraries={libraries} collections={collections} values={null} />
        </fieldset>
        <div class="send">
          <button type="submit" disabled>
            {upload.send}
          </button>
          <progress id="overall" value={0} max={1} aria-label={upload.progress} hidden />
          <p id="status" role="status" />
        </div>
      </form>
      <section id="results" aria-labelledby="results-title" hidden>
        <h2 id="results-title">{upload.results}</h2>
        <ul class="upload-results" />
        <p>
          <a href="/work">{messages.deskLinks.work}</a>
        </p>
      </section>
    </Layout>
  );
}
