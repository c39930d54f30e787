/** What is to be mended, on top of a form: takes the focus when it comes, and each line leads to its field. */
import { useLayoutEffect, useRef } from "preact/hooks";

export interface Fault {
  /** The id of the control on this screen, or the path of another screen. */
  readonly at: { readonly id: string } | { readonly href: string };
  readonly sentence: string;
}

interface Props {
  readonly title: string;
  readonly faults: readonly Fault[];
  /** Changes with every attempt, so that the same faults are read out again. */
  readonly attempt?: number;
  /** Off where the summary is part of a screen that was opened for another reason. */
  readonly takesFocus?: boolean;
}

export function ErrorSummary({ title, faults, attempt = 0, takesFocus = true }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [attempt, takesFocus]);
  return (
    <div class="faults" ref={box} tabIndex={-1}>
      {/* The alert is an inner element without a name: screen readers repeat a labelled alert in full. */}
      <div role={takesFocus ? "alert" : undefined}>
        <h2>{title}</h2>
        <ul>
          {faults.map((fault) => (
            <li key={"id" in fault.at ? fault.at.id : fault.at.href}>
              <FaultLink fault={fault} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function FaultLink({ fault }: { readonly fault: Fault }) {
  const { at, sentence } = fault;
  if ("href" in at) return <a href={at.href}>{sentence}</a>;
  return (
    <a
      href={`#${at.id}`}
      onClick={(event) => {
        const control = document.getElementById(at.id);
        if (control === null) return;
        // The label above the control should be on the screen too, which the browser's own jump does not see to.
        event.preventDefault();
        (control.closest(".field") ?? control).scrollIntoView();
        control.focus({ preventScroll: true });
      }}
    >
      {sentence}
    </a>
  );
}
