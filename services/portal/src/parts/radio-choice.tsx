import { describedBy, FieldNotes, type FieldNotesProps } from './field-notes.tsx';

export type RadioChoiceProps = FieldNotesProps & {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly means: string }[];
  readonly value: string;
};

/** One of several to be chosen, each with a sentence that says what it means. */
export const RadioChoice = ({ label, choices, value, ...notes }: RadioChoiceProps) => (
  <fieldset class="field" aria-describedby={describedBy(notes)}>
    <legend>{label}</legend>
    {choices.map((choice) => (
      <label key={choice.value} class="choice">
        <input type="radio" name={notes.name} value={choice.value} checked={choice.value === value} />
        <span>
          <strong>{choice.label}.</strong> {choice.means}
        </span>
      </label>
    ))}
    <FieldNotes {...notes} />
  </fieldset>
);
