import { describedBy, FieldNotes, type FieldNotesProps } from './field-notes.tsx';

export type ChoiceProps = FieldNotesProps & {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The first one when not given. */
  readonly value?: string | undefined;
};

/** One of several to be chosen, with what is asked and how. */
export const Choice = ({ label, choices, value, ...notes }: ChoiceProps) => (
  <div class="field">
    <label for={notes.name}>{label}</label>
    <select
      id={notes.name}
      name={notes.name}
      aria-describedby={describedBy(notes)}
      aria-invalid={notes.problem ? 'true' : undefined}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
    <FieldNotes {...notes} />
  </div>
);
