import { Failure, parseSourceCode } from '@diachi/domain';
import { pathParameter, type Route } from '@diachi/web';
import type { Request } from 'express';
import type { VNode } from 'preact';
import type { Frame } from '../frame.ts';
import { workOrAway } from '../or-away.ts';
import { pageRoute } from '../page-route.ts';
import { HarvestPage } from '../pages/harvest-page.tsx';
import { SourcePage } from '../pages/source-page.tsx';
import { WorkAwayPage } from '../pages/work-away-page.tsx';
import type { PortalTools, ToldSource } from '../portal-tools.ts';

/** Other repositories whose records are taken in. Their forms are answered by whoever harvests, and come back here. */
export function harvestRoutes(tools: PortalTools): readonly Route[] {
  const withSources = async (frame: Frame, show: (known: readonly ToldSource[]) => VNode) => {
    const { value: known, away } = await workOrAway(tools.sources());
    if (away) return { away: <WorkAwayPage frame={frame} title={frame.messages.harvest.title} note={away} /> };
    return show(known);
  };
  const named = (request: Request, known: readonly ToldSource[]): ToldSource => {
    const code = parseSourceCode(pathParameter(request, 'code'));
    const found = known.find(({ source }) => source.code === code);
    if (found) return found;
    throw new Failure('missing', 'repository.missing', 'No repository is harvested under this code.', {
      details: { code },
    });
  };
  return [
    pageRoute(tools, {
      path: '/harvest',
      role: 'admin',
      summary: 'Other repositories whose records are taken in, and how their harvests go',
      show: (frame) =>
        withSources(frame, (known) => <HarvestPage frame={frame} sources={known} refused={null} problem={null} />),
    }),
    pageRoute(tools, {
      path: '/harvest/:code',
      role: 'admin',
      summary: 'One of them: changing and removing it',
      show: (frame, request) =>
        withSources(frame, (known) => <SourcePage frame={frame} told={named(request, known)} refused={null} />),
    }),
  ];
}
