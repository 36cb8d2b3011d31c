import type { Triggers } from './triggers.ts';

const COLUMNS = 'library, collection, kind, state, is_published, is_indexed, is_in_work';
const countedBy = (row: string) =>
  `${row}.library, ${row}.collection, ${row}.kind, ${row}.state, ${row}.published_revision > 0, ${row}.is_indexed,
   (${row}.work_revision > ${row}.published_revision and ${row}.failure is null)`;

const add = `
  insert into tally (${COLUMNS}, count) values (${countedBy('new')}, 1)
  on conflict (${COLUMNS}) do update set count = count + 1;`;
const takeAway = `
  update tally set count = count - 1
  where (${COLUMNS}) = (${countedBy('old')});
  delete from tally
  where (${COLUMNS}) = (${countedBy('old')}) and count = 0;`;

/** One transaction writes at a time, so each row is counted where it belongs. */
export const sqliteTriggers: Triggers = {
  tally: [
    `create trigger document_added after insert on document begin ${add} end`,
    `create trigger document_gone after delete on document begin ${takeAway} end`,
    `create trigger document_changed
     after update of library, collection, kind, state, is_indexed, failure, work_revision, published_revision on document
     when (${countedBy('old')}) is not (${countedBy('new')})
     begin ${takeAway} ${add} end`,
  ],
  stepTally: [
    `create trigger step_finished after insert on finished_step begin
       insert into step_tally (document_id, revision, job, done) values (new.document_id, new.revision, new.job, 1)
       on conflict (document_id, revision, job) do update set done = done + 1;
     end`,
  ],
};
