export type FieldNotesProps = {
  readonly name: string;
  readonly help?: string | undefined;
  /** Why what was written cannot be taken. */
  readonly problem?: string | undefined;
  /** What is kept in the library at the moment, where that is something else. */
  readonly kept?: string | undefined;
};

const SORTS = ['problem', 'kept', 'help'] as const;
const classes = { problem: 'field-problem', kept: 'field-kept', help: 'help' } as const;

/** The ids of a field's notes, for those who do not see where they stand. */
export const describedBy = (notes: FieldNotesProps): string | undefined =>
  SORTS.filter((sort) => notes[sort])
    .map((sort) => `${notes.name}-${sort}`)
    .join(' ') || undefined;

/** What is said below a field. */
export const FieldNotes = (notes: FieldNotesProps) => (
  <>
    {SORTS.map(
      (sort) =>
        notes[sort] && (
          <p key={sort} id={`${notes.name}-${sort}`} class={classes[sort]}>
            {notes[sort]}
          </p>
        ),
    )}
  </>
);
