import { apiDocument } from '@diachi/web';
import { pageContract } from '../testing/page-contract.ts';
import { frame } from '../testing/sample.ts';
import { ApiDocsPage } from './api-docs-page.tsx';

pageContract('page for programs', (language) => (
  <ApiDocsPage frame={frame('reader', language)} document={apiDocument} site="https://kho.example.vn" />
));
