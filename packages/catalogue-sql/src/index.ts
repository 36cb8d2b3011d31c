export { createSqliteCatalogue, type SqliteCatalogueOptions } from './sqlite-catalogue.ts';
