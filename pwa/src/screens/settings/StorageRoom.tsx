/** How much room the dossiers take here, and what the browser promises about keeping them. */

import { useEffect } from "preact/hooks";
import { cacheReady } from "../../platform/ready";
import { estimate, lookAtStorage, persisted } from "../../store/health";
import { language } from "../../store/settings";
import { settingsWords } from "../../words/settings";
import { sizeSaid } from "../../words/size";

export function StorageRoom() {
  const words = settingsWords.value;
  const room = estimate.value;
  const size = (bytes: number) => sizeSaid(bytes, language.value);
  useEffect(() => {
    void lookAtStorage();
  }, []);
  return (
    <section aria-labelledby="storage">
      <h2 id="storage">{words.storage}</h2>
      <p>
        {room === null
          ? words.usedUnknown
          : words.used(size(room.usedBytes), size(room.quotaBytes - room.usedBytes))}
      </p>
      <p>{persisted.value ? words.persisted : words.notPersisted}</p>
      <p>{cacheReady.value ? words.ready : words.notReady}</p>
    </section>
  );
}
