export { applyIndexSettings, type IndexSettingsOptions } from './apply-index-settings.ts';
export { createMeiliSearchIndex, type MeiliSearchIndexOptions } from './meili-search-index.ts';
