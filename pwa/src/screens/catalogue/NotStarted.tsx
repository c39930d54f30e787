/** Said where a new dossier could not be kept on the device. */

import { Failed } from "../../ui/Failed";
import { catalogueWords } from "../../words/catalogue";
import { commonWords } from "../../words/common";
import type { Starting } from "./useStarting";

export function NotStarted({ failed }: Pick<Starting, "failed">) {
  return (
    <Failed
      sentence={failed.value ? catalogueWords.value.startFailed : null}
      action={<a href="/cai-dat">{commonWords.value.settings}</a>}
    />
  );
}
