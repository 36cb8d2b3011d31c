import { mayActAs } from '@diachi/domain';
import { CSRF_FIELD } from '@diachi/web';
import type { ComponentChildren } from 'preact';
import { addresses } from '../addresses.ts';
import type { Island } from '../assets.ts';
import type { Frame } from '../frame.ts';

export type LayoutProps = {
  readonly frame: Frame;
  readonly title: string;
  readonly islands?: readonly Island[];
  /** Names the page for the stylesheet. */
  readonly kind: string;
  /** The whole address by which a page that everybody may see is known for good, whatever was asked at it. */
  readonly canonical?: string | undefined;
  /** Whether those who search the web may list it; where it is not said, what is known for good. */
  readonly isForSearchEngines?: boolean;
  /** New documents as a feed; those of the whole library when it is not said. */
  readonly feed?: FeedLink;
  /** What else stands in the head: what programs read of the page. */
  readonly head?: ComponentChildren;
  readonly children: ComponentChildren;
};

export type FeedLink = { readonly href: string; readonly title: string };

// A book, standing open. Small enough to travel with the page.
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%237a1f1f' d='M1 3c3-1 5-.500 7 1 2-1.500 4-2 7-1v10c-3-1-5-.500-7 1-2-1.500-4-2-7-1z'/%3E%3Cpath stroke='%23fff' d='M8 4v10'/%3E%3C/svg%3E";

/** What is around every page: head, masthead, the one `main`, foot. */
export function Layout({ frame, title, islands = [], kind, head, children, ...props }: LayoutProps) {
  const { messages, assets, language } = frame;
  const name = messages.libraryName;
  const feed = props.feed ?? { href: addresses.feed(), title: messages.home.newest };
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === name ? name : `${title} · ${name}`}</title>
        <meta name="description" content={messages.tagline} />
        <link rel="stylesheet" href={assets.stylesheet} />
        <link rel="icon" href={ICON} type="image/svg+xml" />
        {props.canonical && <link rel="canonical" href={props.canonical} />}
        {!(props.isForSearchEngines ?? props.canonical) && <meta name="robots" content="noindex" />}
        <link rel="alternate" type="application/atom+xml" href={feed.href} title={`${feed.title} · ${name}`} />
        {head}
        {islands.map((island) => (
          <script key={island} type="module" src={assets.script(island)} />
        ))}
      </head>
      <body class={`is-${kind}`}>
        <a class="skip" href="#main">
          {messages.skipToContent}
        </a>
        <Masthead frame={frame} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <footer class="foot">
          <p>
            {messages.footer}{' '}
            <a href={assets.notices} hreflang="en" type="text/plain">
              {messages.notices}
            </a>
          </p>
          <p>
            <a href="/api/docs">{messages.programs.api.title}</a>
            {frame.visitor.personId !== null && (
              <>
                {' · '}
                <a href="/tokens">{messages.programs.tokens.title}</a>
              </>
            )}
          </p>
        </footer>
      </body>
    </html>
  );
}

function Masthead({ frame: { messages, visitor, home, address, language } }: { readonly frame: Frame }) {
  const links = [
    ['/documents', messages.readerLinks.browse, 'reader'],
    ['/search', messages.readerLinks.search, 'reader'],
    ['/upload', messages.deskLinks.upload, 'archivist'],
    ['/work', messages.deskLinks.work, 'archivist'],
    ['/to-check', messages.deskLinks.toCheck, 'archivist'],
    ['/people', messages.deskLinks.people, 'admin'],
    ['/libraries', messages.deskLinks.libraries, 'admin'],
    ['/harvest', messages.deskLinks.harvest, 'admin'],
  ] as const;
  const here = address.split('?')[0];
  return (
    <header class="masthead">
      <a class="brand" href="/">
        {messages.libraryName}
      </a>
      <nav aria-label={messages.mainNavigation}>
        {links
          .filter(([, , role]) => mayActAs(visitor.role, role))
          .map(([href, label]) => (
            <a key={href} href={href} aria-current={href === here ? 'page' : undefined}>
              {label}
            </a>
          ))}
      </nav>
      <div class="masthead-end">
        {home !== null && <p class="reads-at">{messages.record.seen.readsAt(home)}</p>}
        <a
          href={languageHref(address, language === 'vi' ? 'en' : 'vi')}
          lang={language === 'vi' ? 'en' : 'vi'}
          rel="nofollow"
        >
          {messages.otherLanguage}
        </a>
        <Session messages={messages} visitor={visitor} address={address} />
      </div>
    </header>
  );
}

function Session({ messages, visitor, address }: Pick<Frame, 'messages' | 'visitor' | 'address'>) {
  if (visitor.name === null) {
    return <a href={`/sign-in?next=${encodeURIComponent(address)}`}>{messages.signIn}</a>;
  }
  return (
    <form method="post" action="/api/session/end">
      <input type="hidden" name={CSRF_FIELD} value={visitor.csrfToken} />
      <input type="hidden" name="next" value="/" />
      <button type="submit" class="link" title={messages.signedInAs(visitor.name)}>
        {messages.signOut}
      </button>
    </form>
  );
}

function languageHref(address: string, language: string): string {
  const [path = '/', query = ''] = address.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('lang', language);
  return `${path}?${parameters}`;
}
