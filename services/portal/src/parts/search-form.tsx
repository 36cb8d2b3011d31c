import type { Messages } from '../messages/vi.ts';

export type SearchFormProps = {
  readonly messages: Messages;
  readonly text: string;
  /** Where it searches; the whole library when not given. */
  readonly action?: string;
  readonly label?: string;
  /** Choices of the search that are kept when the words change. */
  readonly kept?: readonly (readonly [string, string])[];
  /** Offers words while typing, where scripts run. */
  readonly suggests?: boolean;
  readonly isLarge?: boolean;
};

/** One box to type in, one button. Works as a plain form. */
export function SearchForm({ messages, text, action = '/search', label, kept = [], ...props }: SearchFormProps) {
  const written = label ?? messages.search.label;
  return (
    <search>
      <form class={props.isLarge ? 'search is-large' : 'search'} action={action} method="get">
        <label for="q">{written}</label>
        <div class="search-row" data-suggest={props.suggests ? messages.search.suggestions : undefined}>
          <input
            id="q"
            name="q"
            type="search"
            value={text}
            placeholder={label ? undefined : messages.search.placeholder}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            enterkeyhint="search"
            maxLength={1000}
          />
          {kept.map(([name, value]) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          ))}
          <button type="submit">{messages.search.button}</button>
        </div>
      </form>
    </search>
  );
}
