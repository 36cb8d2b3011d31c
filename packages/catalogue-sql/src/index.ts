export { type CatalogueEnd, type CopiedRows, checkCopyTarget, copyCatalogue } from './copying/copy-catalogue.ts';
export { createPostgresCatalogue, type PostgresCatalogueOptions } from './postgres-catalogue.ts';
export { putAsideDamagedCatalogue } from './put-aside.ts';
export { createSqliteCatalogue, type SqliteCatalogueOptions } from './sqlite-catalogue.ts';
