import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROCESSES } from '@diachi/cluster';
import { DOCUMENT_STATES } from '@diachi/domain';
import { allJobs } from '@diachi/jobs';
import { failureText } from '@diachi/messages';
import { createMetrics } from '@diachi/process';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '..', '..', '..', 'infra', 'monitoring');
const run = promisify(execFile);

type Rule = {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly action: string };
};
const rules: readonly Rule[] = parse(await readFile(join(folder, 'alerts.yml'), 'utf8')).groups.flatMap(
  (group: { readonly rules: readonly Rule[] }) => group.rules,
);
const dashboard = JSON.parse(await readFile(join(folder, 'dashboard.json'), 'utf8')) as {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
    readonly targets: readonly { readonly expr: string }[];
  }[];
};
const scrape = parse(await readFile(join(folder, 'prometheus.yml'), 'utf8')).scrape_configs[0];
const questions = [
  ...rules.map(({ alert, expr }) => ({ name: alert, expr })),
  ...dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ name: title, expr }))),
];

let counted: Readonly<Record<string, readonly string[]>>;

beforeAll(async () => {
  counted = await whatIsCounted();
});

describe('alert rules and the dashboard', () => {
  test.each(questions)('$name asks only for what processes count, by labels that they have', ({ expr }) => {
    const labels = [...expr.matchAll(/\b((?:diachi|process|nodejs|up)\w*)(?:\{([^}]*)\})?/g)].filter(
      ([, metric = '']) => metric.includes('_') || metric === 'up',
    );

    expect(labels.length).toBeGreaterThan(0);
    for (const [, metric = '', filter = ''] of labels) {
      if (metric !== 'up') expect(Object.keys(counted)).toContain(metric);
      const asked = [...filter.matchAll(/(\w+)(?:=~|!=|=)/g)].map(([, label]) => label);
      const has = [...(counted[metric] ?? []), 'process', 'instance', ...(metric.startsWith('diachi') ? [] : ['job'])];
      expect(has).toEqual(expect.arrayContaining(asked));
    }
  });

  test.each(questions)('$name names jobs, states, codes and processes that there are', ({ expr }) => {
    const jobs = ['diachi', ...allJobs.map(({ name }) => name)];
    for (const [, pattern = ''] of expr.matchAll(/job=~?"([^"]+)"/g)) {
      for (const job of pattern.split('|')) expect(jobs).toContain(job);
    }
    for (const [, pattern = ''] of expr.matchAll(/process=~"([^"]+)"/g)) {
      for (const process of pattern.split('|')) expect(Object.keys(PROCESSES)).toContain(process);
    }
    // Of a gauge of documents, their states; steps have two of their own, and nothing else has this label.
    for (const [, metric = '', pattern = ''] of expr.matchAll(/(\w+)\{[^}]*state=~?"([^"]+)"/g)) {
      const states: readonly string[] = metric === 'diachi_documents' ? DOCUMENT_STATES : ['waiting', 'running'];
      for (const state of pattern.split('|')) expect(states).toContain(state);
    }
    for (const [, code = ''] of expr.matchAll(/code="([^"]+)"/g)) {
      const note = { kind: 'unavailable', code, message: 'no words', details: {} } as const;
      expect(failureText(note, 'en')).not.toBe('no words');
    }
  });

  test.each(rules)('$alert says what it means and what to do', ({ labels, annotations }) => {
    expect(labels.severity).toMatch(/^(page|ticket)$/);
    expect(annotations.summary.length).toBeGreaterThan(10);
    expect(annotations.action.length).toBeGreaterThan(20);
  });

  test('a panel is drawn once, where no other is', () => {
    const { panels } = dashboard;
    const places = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
    );

    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe('what Prometheus asks', () => {
  test('is every process, and it keeps their own label for the step', () => {
    expect(scrape.dns_sd_configs[0].names.toSorted()).toEqual(Object.keys(PROCESSES).toSorted());
    expect(scrape.honor_labels).toBe(true);
  });

  test('and its rules are taken by promtool, and fire when they must', async () => {
    const promtool = await hasPromtool();
    if (!promtool) return;

    await run('promtool', ['check', 'config', join(folder, 'prometheus.yml')]);
    const { stdout } = await run('promtool', ['test', 'rules', join(folder, 'alerts.test.yml')]);

    expect(stdout).toContain('SUCCESS');
  });
});

async function hasPromtool(): Promise<boolean> {
  try {
    await run('promtool', ['--version']);
    return true;
  } catch (cause) {
    if (process.env['REQUIRE_SERVERS'] === '1') {
      throw new Error('promtool is not installed (Debian’s prometheus), and REQUIRE_SERVERS=1.', { cause });
    }
    console.warn('promtool is not installed: alert rules are parsed and NOT CHECKED by it.');
    return false;
  }
}

/** Every metric a process counts, with its labels, as Prometheus reads it. */
async function whatIsCounted(): Promise<Readonly<Record<string, readonly string[]>>> {
  const metrics = createMetrics('test');
  metrics.stepEnded({ job: 'ocr-page', outcome: 'done', seconds: 1, pages: 1 });
  metrics.failed('store.unavailable');
  metrics.answered({ route: '/', method: 'GET', status: 200, seconds: 1 });
  metrics.watchQueue({
    depths: async () => [{ job: 'ocr-page', waiting: 1, blocked: 1, running: 1 }],
    isPaused: async () => false,
  });
  metrics.watchCatalogue({
    countByState: async () => ({ received: 0, reading: 0, published: 1, failed: 0, refused: 0 }),
    countIndexed: async () => 1,
  });
  metrics.watchSteward(() => true);
  metrics.watchVerification(async () => ({
    last: { endedAt: '2026-11-23T00:00:00.000Z' },
    standing: { originalsLost: 0 },
  }));
  const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', labels = ''] = /^(\w+)(?:\{([^}]*)\})?/.exec(line) ?? [];
      return [name, [...labels.matchAll(/(\w+)=/g)].map(([, label = '']) => label)];
    }),
  );
}
