import { CSRF_FIELD } from '@diachi/web';
import type { Frame } from '../frame.ts';

export type PostButtonProps = {
  readonly frame: Frame;
  readonly action: string;
  readonly label: string;
  /** Says which one of several, to those who do not see the page. */
  readonly about?: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly kind?: 'danger' | 'plain';
};

/** A form that is one button. Comes back to the page it is on. */
export const PostButton = ({ frame, action, label, about, fields = {}, kind = 'plain' }: PostButtonProps) => (
  <form method="post" action={action} class="inline">
    <input type="hidden" name={CSRF_FIELD} value={frame.visitor.csrfToken} />
    {Object.entries({ next: frame.address, ...fields }).map(([name, value]) => (
      <input key={name} type="hidden" name={name} value={value} />
    ))}
    <button type="submit" class={kind}>
      {label}
      {about && <span class="visually-hidden">: {about}</span>}
    </button>
  </form>
);
