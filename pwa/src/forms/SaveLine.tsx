/** Whether what was typed is safe: "saved" only after the device has promised to keep it, and a way on when it will not. */

import { useRef } from "preact/hooks";
import { StoreError } from "../store/errors";
import { Band } from "../ui/Band";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { fieldsWords } from "../words/fields";
import type { Filling } from "./session";

export function SaveLine({ session }: { readonly session: Pick<Filling, "saving" | "flush"> }) {
  const words = fieldsWords.value;
  const saving = session.saving.value;
  // The notice stays until all is saved: a new attempt would take the button away from under the focus.
  const refused = useRef<unknown>(null);
  if (saving.state === "failed") refused.current = saving.reason;
  else if (saving.state === "saved") refused.current = null;
  if (refused.current !== null) {
    const isFull = refused.current instanceof StoreError && refused.current.code === "quota";
    return (
      <div role="alert">
        <Band
          icon="alert"
          tone="mend"
          action={
            <Button busy={saving.state === "saving"} onPress={() => void session.flush()}>
              {words.saveAgain}
            </Button>
          }
        >
          {isFull ? words.saveQuota : words.saveFailed}
        </Band>
      </div>
    );
  }
  // Not a live region: it would be read out after every few letters.
  return (
    <p class="save-line small">
      {saving.state === "saved" && (
        <>
          <Icon name="check" /> {words.saved}
        </>
      )}
      {(saving.state === "typing" || saving.state === "saving") && words.saving}
    </p>
  );
}
