import { pageContract } from '../testing/page-contract.ts';
import { frame, HOSTILE } from '../testing/sample.ts';
import { SignInPage } from './sign-in-page.tsx';

pageContract('sign-in', (language) => <SignInPage frame={frame('reader', language)} next="/work" problem={HOSTILE} />);
