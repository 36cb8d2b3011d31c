import type { Triggers } from './triggers.ts';

const COUNTED_BY = 'library, collection, kind, state, is_published, is_indexed, is_in_work';
const counted = (rows: string, count: number) =>
  `select library, collection, kind, state, (published_revision > 0)::integer as is_published, is_indexed,
          (work_revision > published_revision and failure is null)::integer as is_in_work, ${count} as count
   from ${rows}`;

// Any number will do that nothing else of this database locks by; the locks of the library are named by hashes.
const SUMMING_UP = 71_404_193;

/**
 * Many transactions write at once, and a row that each of them counts in would make them wait for each other, or for ever. So
 * each adds rows of its own with what it changed. Now and then whoever writes sums up what others have committed; two never do.
 */
const keepTally = (name: string, changes: string) => `
create function keep_tally_${name}() returns trigger language plpgsql as $$
declare is_due boolean;
begin
  with changed as (
    select ${COUNTED_BY}, sum(count) as count from (${changes}) as change
    group by ${COUNTED_BY} having sum(count) <> 0
  ), noted as (
    insert into tally (${COUNTED_BY}, count) select * from changed returning number
  ) select bool_or(number % 500 = 0) into is_due from noted;
  if is_due and pg_try_advisory_xact_lock(${SUMMING_UP}) then
    with gone as (delete from tally returning *)
    insert into tally (${COUNTED_BY}, count)
    select ${COUNTED_BY}, sum(count) from gone group by ${COUNTED_BY} having sum(count) <> 0;
  end if;
  return null;
end $$`;

export const postgresTriggers: Triggers = {
  tally: [
    keepTally('added', counted('added', 1)),
    keepTally('gone', counted('gone', -1)),
    keepTally('changed', `${counted('added', 1)} union all ${counted('gone', -1)}`),
    `create trigger document_added after insert on document
     referencing new table as added for each statement execute function keep_tally_added()`,
    `create trigger document_gone after delete on document
     referencing old table as gone for each statement execute function keep_tally_gone()`,
    `create trigger document_changed after update on document
     referencing old table as gone new table as added for each statement execute function keep_tally_changed()`,
  ],
  stepTally: [
    `create function count_step() returns trigger language plpgsql as $$
     begin
       insert into step_tally (document_id, revision, job, done) values (new.document_id, new.revision, new.job, 1)
       on conflict (document_id, revision, job) do update set done = step_tally.done + 1;
       return null;
     end $$`,
    `create trigger step_finished after insert on finished_step for each row execute function count_step()`,
  ],
};
