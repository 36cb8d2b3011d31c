import { parseArgs } from 'node:util';
import { benchPdf } from './bench-pdf.ts';

// A process of its own, so that the peak of memory is the PDF's alone: node --conditions=source test/load/pdf/run.ts --pages 500 --image page.jpg
const { values } = parseArgs({ options: { pages: { type: 'string', default: '500' }, image: { type: 'string' } } });
const image = values.image ?? new URL('../../fixtures/pages/s01-admin-clean/page.jpg', import.meta.url).pathname;
console.table([await benchPdf({ pages: Number(values.pages), image })]);
