import type { PageIndex, PageLabel } from '@diachi/domain';
import { xmlText } from '@diachi/xml';
import { attributes } from './alto-attributes.ts';
import { altoLayout } from './alto-layout.ts';
import { altoTags } from './alto-tags.ts';
import type { Engine, PageText, Treatment } from './page-text.ts';
import { pageTrouble } from './page-trouble.ts';

/** Where a page's text belongs. */
export type AltoSource = {
  readonly page: PageIndex;
  readonly label: PageLabel;
  /** Name or address of the page image in whose pixels everything is measured. */
  readonly imageName: string;
  /** BCP 47; left out when unknown. */
  readonly language?: string;
};

/** A page's text as ALTO 4.4 XML (Library of Congress), with what was done to the page and what read it. Valid for blank and unreadable pages too. */
export function altoOf(text: PageText, source: AltoSource): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' +
      ' xsi:schemaLocation="http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-4.xsd" SCHEMAVERSION="4.4">',
    '<Description>',
    '<MeasurementUnit>pixel</MeasurementUnit>',
    `<sourceImageInformation><fileName>${xmlText(source.imageName)}</fileName></sourceImageInformation>`,
    ...text.treatments.map(treatmentStep),
    readingStep('reading', text.engine),
    ...furtherSteps(text),
    '</Description>',
    ...altoTags(text),
    '<Layout>',
    `<Page${attributes({ ID: 'page', PHYSICAL_IMG_NR: source.page + 1, PRINTED_IMG_NR: source.label, ...sizeOf(text), ...qualityOf(text), ACCURACY: accuracyOf(text), PC: confidenceOf(text), LANG: source.language })}>`,
    ...altoLayout(text),
    '</Page>',
    '</Layout>',
    '</alto>',
    '',
  ].join('\n');
}

function treatmentStep({ step, amount }: Treatment, place: number): string {
  const settings = amount === null ? '' : `<processingStepSettings>${amount}</processingStepSettings>`;
  return (
    `<Processing ID="treatment-${place}"><processingCategory>preOperation</processingCategory>` +
    `<processingStepDescription>${step}</processingStepDescription>${settings}</Processing>`
  );
}

function readingStep(id: string, engine: Engine): string {
  const settings = Object.entries({ model: engine.model, ...engine.settings }).map(
    ([name, value]) => `${name}=${value}`,
  );
  return (
    `<Processing ID="${id}"><processingCategory>contentGeneration</processingCategory>` +
    `<processingStepSettings>${xmlText(settings.join('; '))}</processingStepSettings>` +
    `<processingSoftware><softwareName>${xmlText(engine.name)}</softwareName>` +
    `<softwareVersion>${xmlText(engine.version)}</softwareVersion></processingSoftware></Processing>`
  );
}

/** Engines that read some words again. */
const furtherSteps = (text: PageText) =>
  text.kind === 'read' ? text.furtherEngines.map((engine, place) => readingStep(`reading-${place + 2}`, engine)) : [];

const sizeOf = ({ image }: PageText) => (image ? { WIDTH: image.widthPx, HEIGHT: image.heightPx } : {});

/** A page that could not be read, or only in part, must not look like a blank one. */
function qualityOf(text: PageText) {
  const note = pageTrouble(text);
  return note ? { QUALITY: 'Damaged', QUALITY_DETAIL: `${note.code}: ${note.message}` } : {};
}

/** As ALTO has it: how many characters in a hundred are right. */
function accuracyOf(text: PageText): number | undefined {
  if (text.kind !== 'read' || text.expectedError === null) return undefined;
  return Math.round((1 - text.expectedError) * 1e4) / 100;
}

function confidenceOf(text: PageText): number | undefined {
  if (text.kind !== 'read' || text.words.length === 0) return undefined;
  const sum = text.words.reduce((total, { confidence }) => total + confidence, 0);
  return Math.round((sum / text.words.length) * 1e4) / 1e4;
}
