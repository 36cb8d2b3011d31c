import type { Frame } from '../frame.ts';

export type IiifLinkProps = {
  readonly frame: Frame /** The whole address of the document's manifest. */;
  readonly manifest: string;
};

/**
 * A link that opens a document in other viewers: dragged into one it carries the manifest's address as `manifest=`, which is how viewers know what was dropped on them
 * (iiif.io, "Drag-and-drop"); followed, it leads to the manifest itself.
 */
export function IiifLink({ frame: { messages }, manifest }: IiifLinkProps) {
  const { label, help } = messages.document.iiif;
  return (
    <a
      class="button is-quiet"
      href={`${manifest}?manifest=${encodeURIComponent(manifest)}`}
      type="application/ld+json"
      title={help}
      draggable
    >
      {label}
    </a>
  );
}

/** The same for programs, in the head of a page. */
export const ManifestAlternate = ({ manifest }: Pick<IiifLinkProps, 'manifest'>) => (
  <link rel="alternate" type="application/ld+json" href={manifest} title="IIIF Presentation 3.0" />
);
