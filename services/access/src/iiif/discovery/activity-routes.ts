import { Failure } from '@diachi/domain';
import { activityCollection, activityPage, EMPTY_WINDOW, parseActivityWindow } from '@diachi/iiif';
import { pathParameter, type Route } from '@diachi/web';
import { ASK_AGAIN } from '../../send-object.ts';
import { iiifRoute } from '../iiif-route.ts';
import { addressesFor, type IiifTools } from '../iiif-tools.ts';
import { sendJsonLd } from '../send-json-ld.ts';
import { changesIn, firstWindow, isPage, lastWindow, windowAfter, windowBefore } from './find-windows.ts';
import { toldChanges } from './told-changes.ts';

const PROFILE = 'http://iiif.io/api/discovery/1/context.json';

/** What happened to documents, for whoever keeps a copy: IIIF Change Discovery 1.0, level 2. */
export const activityRoutes = (tools: IiifTools): readonly Route[] => [
  iiifRoute(
    '/iiif/discovery/1/activities',
    'What changed, came and went, for those who keep a copy (IIIF Change Discovery 1.0)',
    async (request, response) => {
      const { catalogue } = tools;
      const [total, first, last] = [
        await catalogue.countChanges({}),
        await firstWindow(catalogue),
        await lastWindow(catalogue),
      ];
      const body = activityCollection(addressesFor(request, tools), { total, first, last });
      sendJsonLd(request, response, { body, profile: PROFILE, cacheControl: ASK_AGAIN });
    },
  ),
  iiifRoute(
    '/iiif/discovery/1/activities/:window',
    'What happened in a stretch of time, named by the start of its date: 2026-11, 2026-11-23T10',
    async (request, response) => {
      const { catalogue } = tools;
      const window = parseActivityWindow(pathParameter(request, 'window'));
      if (window === null || !(await isPage(catalogue, window))) {
        throw new Failure(
          'missing',
          'activities.missing',
          'There is no such page of activities. Begin with the last one.',
        );
      }
      const activities = await toldChanges(catalogue, await changesIn(catalogue, window));
      const isEmpty = window === EMPTY_WINDOW && activities.length === 0;
      const body = activityPage(addressesFor(request, tools), {
        window,
        previous: isEmpty ? null : await windowBefore(catalogue, window),
        next: isEmpty ? null : await windowAfter(catalogue, window),
        activities,
      });
      sendJsonLd(request, response, { body, profile: PROFILE, cacheControl: ASK_AGAIN });
    },
  ),
];
