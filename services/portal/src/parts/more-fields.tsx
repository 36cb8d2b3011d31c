import { ACCESS_LEVELS, CREATOR_PARTS, LICENCES, type Licence } from '@diachi/domain';
import type { ComponentChildren } from 'preact';
import type { Frame } from '../frame.ts';
import type { RecordField, RecordValues } from '../record-values.ts';
import { Choice } from './choice.tsx';
import { Field } from './field.tsx';
import { RadioChoice } from './radio-choice.tsx';
import { TextArea } from './text-area.tsx';

/** What a field of the form is called, holds and is complained of. */
export type FieldOf = (name: RecordField) => {
  readonly name: string;
  readonly label: string;
  readonly value: string | undefined;
  readonly problem: string | undefined;
  readonly kept: string | undefined;
};

export type MoreFieldsProps = { readonly frame: Frame; readonly field: FieldOf };

/** What not every document needs, folded away so that the form stays short on a small screen. Open where something is to be put right. */
export const MoreFields = (props: MoreFieldsProps) => (
  <>
    <Described {...props} />
    <Published {...props} />
    <Shown {...props} />
  </>
);

type GroupProps = MoreFieldsProps & {
  readonly title: string;
  readonly names: readonly RecordField[];
  readonly children: ComponentChildren;
};

const Group = ({ field, title, names, children }: GroupProps) => (
  <details class="field-group" open={names.some((name) => field(name).problem || field(name).kept)}>
    <summary>{title}</summary>
    {children}
  </details>
);

const DESCRIBED = [
  'creators',
  'otherTitle',
  'englishTitle',
  'subjects',
  'places',
  'summary',
  'englishSummary',
  'note',
] as const satisfies readonly RecordField[];

function Described(props: MoreFieldsProps) {
  const { field, frame } = props;
  const { groups, help } = frame.messages.record;
  const creators = field('creators');
  return (
    <Group {...props} title={groups.described} names={DESCRIBED}>
      <TextArea {...creators} value={inWords(frame, creators.value)} rows={3} help={help.creators} />
      <Field {...field('otherTitle')} maxLength={500} />
      <Field {...field('englishTitle')} maxLength={500} />
      <TextArea {...field('subjects')} rows={3} help={help.lines} />
      <TextArea {...field('places')} rows={3} help={help.lines} />
      <TextArea {...field('summary')} rows={4} maxLength={5_000} />
      <TextArea {...field('englishSummary')} rows={4} maxLength={5_000} />
      <TextArea {...field('note')} rows={3} maxLength={5_000} />
    </Group>
  );
}

const PUBLISHED = [
  'publisher',
  'publicationPlace',
  'series',
  'extent',
  'callNumber',
  'isbn',
  'issn',
] as const satisfies readonly RecordField[];

function Published(props: MoreFieldsProps) {
  const { field, frame } = props;
  const { groups, help } = frame.messages.record;
  const helps: Partial<Record<RecordField, string>> = { series: help.series, extent: help.extent };
  return (
    <Group {...props} title={groups.published} names={PUBLISHED}>
      {PUBLISHED.map((name) => (
        <Field key={name} {...field(name)} help={helps[name]} maxLength={200} />
      ))}
    </Group>
  );
}

const SHOWN = ['access', 'embargoUntil', 'licence', 'rightsHolder'] as const satisfies readonly RecordField[];

function Shown(props: MoreFieldsProps) {
  const { field, frame } = props;
  const { groups, help, access, licences } = frame.messages.record;
  const levels = ACCESS_LEVELS.map((level) => ({ value: level, ...access[level] }));
  const names = Object.keys(LICENCES) as Licence[];
  return (
    <Group {...props} title={groups.rights} names={SHOWN}>
      <RadioChoice {...field('access')} value={field('access').value ?? 'open'} choices={levels} />
      <Field {...field('embargoUntil')} type="date" help={help.embargoUntil} />
      <Choice
        {...field('licence')}
        value={field('licence').value ?? 'unknown'}
        help={help.licence}
        choices={names.map((name) => ({ value: name, label: `${licences[name].label}: ${licences[name].means}` }))}
      />
      <Field {...field('rightsHolder')} maxLength={200} />
    </Group>
  );
}

/** Creators with what they did in the language of the page; what is written is read in either. */
function inWords({ messages }: Frame, creators: RecordValues['creators'] | undefined): string | undefined {
  return creators?.replace(/\| (\w+)$/gm, (whole, written: string) => {
    const part = CREATOR_PARTS.find((one) => one === written);
    return part ? `| ${messages.record.parts[part]}` : whole;
  });
}
