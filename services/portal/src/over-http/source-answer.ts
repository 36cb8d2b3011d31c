import {
  fieldsOf,
  type HarvestPlace,
  type HarvestReport,
  listOf,
  noteOf,
  orNull,
  parseHarvestSource,
  textOf,
  wholeOf,
} from '@diachi/domain';
import type { ToldSource } from '../portal-tools.ts';
import { timeOf, yesOf } from './domain-answers.ts';
import { longWorkOf } from './work-answers.ts';

/** Reads what the upload service tells of a repository that is harvested. Throws what says which field is wrong. */
export function toldSourceOf(raw: unknown): ToldSource {
  const told = fieldsOf(raw);
  const state = fieldsOf(told['state']);
  return {
    source: parseHarvestSource(told['source']),
    records: wholeOf(told['records'], 0),
    state: {
      from: orNull(state['from'], textOf),
      place: orNull(state['place'], placeOf),
      wholeAt: orNull(state['wholeAt'], timeOf),
      triedAt: orNull(state['triedAt'], timeOf),
      notBefore: orNull(state['notBefore'], timeOf),
      reports: listOf(state['reports'], reportOf),
    },
    progress: orNull(told['progress'], longWorkOf),
  };
}

function placeOf(raw: unknown): HarvestPlace {
  const place = fieldsOf(raw);
  return {
    token: textOf(place['token']),
    tokenAt: timeOf(place['tokenAt']),
    from: orNull(place['from'], textOf),
    nextFrom: textOf(place['nextFrom']),
    metadataPrefix: textOf(place['metadataPrefix']),
    report: reportOf(place['report']),
  };
}

function reportOf(raw: unknown): HarvestReport {
  const report = fieldsOf(raw);
  const count = (name: 'pages' | 'fresh' | 'changed' | 'same' | 'gone' | 'refused') => wholeOf(report[name], 0);
  return {
    startedAt: timeOf(report['startedAt']),
    endedAt: orNull(report['endedAt'], timeOf),
    isWhole: yesOf(report['isWhole']),
    metadataPrefix: textOf(report['metadataPrefix']),
    pages: count('pages'),
    fresh: count('fresh'),
    changed: count('changed'),
    same: count('same'),
    gone: count('gone'),
    refused: count('refused'),
    refusals: listOf(report['refusals'], (one) => {
      const { identifier, code, message } = fieldsOf(one);
      return { identifier: textOf(identifier), code: textOf(code), message: textOf(message) };
    }),
    expected: orNull(report['expected'], (expected) => wholeOf(expected, 0)),
    failure: orNull(report['failure'], noteOf),
  };
}
