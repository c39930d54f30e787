/** One screen: its title in the tab, one `h1`, and the focus on it after every navigation. */

import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { BackLink } from "./BackLink";
import { Mark } from "./Mark";
import { navigations } from "./router";

interface Props {
  readonly title: string;
  /** What stands before the heading, small: the procedure's name, "Câu 4 trong khoảng 12". */
  readonly above?: ComponentChildren;
  readonly back?: { readonly href: string; readonly label: string } | undefined;
  /** The tab's title, where it differs from the heading. */
  readonly tab?: string | undefined;
  /** The screen holds faults to mend: the tab's title begins with `Lỗi:`, in the person's language. */
  readonly faulty?: string | undefined;
  readonly busy?: boolean;
  /** `desk`: wide and dense; `wide`: the same on wide screens only. `first`: the heading stands on the night, under the lamp. */
  readonly kind?: "desk" | "wide" | "first";
  readonly children?: ComponentChildren;
}

export function Page({ title, above, back, tab, faulty, busy = false, kind, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrivals = navigations.value;
  // At once: after the next frame it would take the focus away from where somebody has gone on to by then.
  useLayoutEffect(() => {
    if (arrivals > 0) heading.current?.focus({ preventScroll: true });
  }, [arrivals]);
  const inTab = `${faulty === undefined ? "" : `${faulty} `}${tab ?? title}`;
  useEffect(() => {
    document.title = `${inTab} – Hải Đăng`;
  }, [inTab]);
  return (
    <main id="main" class={kind === undefined ? "page" : `page ${kind}`} aria-busy={busy}>
      {back !== undefined && <BackLink {...back} />}
      {above !== undefined && <p class="above">{above}</p>}
      <div class="heading">
        {kind === "first" && <Mark place="shore" />}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {children}
    </main>
  );
}
