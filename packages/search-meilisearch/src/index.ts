export { applyIndexSettings, type IndexSettingsOptions } from './apply-index-settings.ts';
export { createSearchKeys, type SearchKeys, type SearchKeysOptions } from './create-search-keys.ts';
export { createMeiliSearchIndex, type MeiliSearchIndexOptions } from './meili-search-index.ts';
