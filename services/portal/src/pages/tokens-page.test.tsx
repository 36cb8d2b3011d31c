import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE } from '../testing/sample.ts';
import { TokensPage } from './tokens-page.tsx';

pageContract('access tokens', (language) => (
  <TokensPage
    frame={frame('admin', language)}
    tokens={[
      {
        id: 'abcdefabcdef',
        personId: 1,
        name: HOSTILE,
        scopes: ['read', 'manage'],
        createdAt: '2026-11-20T08:00:00.000Z',
        expiresAt: '2026-11-21T08:00:00.000Z',
        lastUsedOn: null,
      },
    ]}
    scopes={['read', 'write', 'manage']}
    now="2026-11-22T08:00:00.000Z"
    made={{ name: HOSTILE, written: 'diachi_a' }}
    problem={HOSTILE}
  />
));
