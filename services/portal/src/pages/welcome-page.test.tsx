import { pageContract } from '../testing/page-contract.ts';
import { frame, person } from '../testing/sample.ts';
import { WelcomePage } from './welcome-page.tsx';

pageContract('welcome', (language) => (
  <WelcomePage frame={frame('reader', language)} token="t" person={person} problem={null} />
));

pageContract('used link', (language) => (
  <WelcomePage frame={frame('reader', language)} token="t" person={null} problem={null} />
));
