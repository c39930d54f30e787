/** Said where a new dossier could not be kept on the device. */

import { Band } from "../../ui/Band";
import { catalogueWords } from "../../words/catalogue";
import { commonWords } from "../../words/common";
import type { Starting } from "./useStarting";

export function NotStarted({ failed }: Pick<Starting, "failed">) {
  if (!failed.value) return null;
  return (
    <div role="alert">
      <Band icon="alert" tone="mend" action={<a href="/cai-dat">{commonWords.value.settings}</a>}>
        {catalogueWords.value.startFailed}
      </Band>
    </div>
  );
}
