/** Asks once before something that is hard to take back. Escape and the first button leave everything as it was. */

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Button } from "./Button";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly no: string;
  readonly yes: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onNo: () => void;
  readonly onYes: () => void;
  readonly children?: ComponentChildren;
}

export function Confirm({
  open,
  title,
  no,
  yes,
  danger = false,
  busy = false,
  onNo,
  onYes,
  children,
}: Props) {
  const box = useRef<HTMLDialogElement>(null);
  // At once: what was asked about may be done, and the opener gone, before the next frame.
  useLayoutEffect(() => {
    const dialog = box.current;
    if (dialog === null || dialog.open === open) return;
    // The browser gives the focus back to what opened the dialog.
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={box}
      class="confirm"
      aria-labelledby="confirm-title"
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      {open && (
        <>
          <h2 id="confirm-title">{title}</h2>
          {children}
          <div class="buttons">
            <Button onPress={onNo}>{no}</Button>
            <Button weight={danger ? "danger" : "primary"} busy={busy} onPress={onYes}>
              {yes}
            </Button>
          </div>
        </>
      )}
    </dialog>
  );
}
