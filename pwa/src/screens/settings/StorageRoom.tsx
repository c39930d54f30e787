/** How much room the dossiers take here, and what the browser promises about keeping them. */

import { useEffect } from "preact/hooks";
import { cacheReady } from "../../platform/ready";
import { estimate, lookAtStorage, persisted } from "../../store/health";
import { language } from "../../store/settings";
import { settingsWords } from "../../words/settings";

export function StorageRoom() {
  const words = settingsWords.value;
  const room = estimate.value;
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

const megabyte = 1_000_000;

/** `0,4 MB`, `1,2 GB`: as phones show it, in powers of ten. */
function size(bytes: number): string {
  const locale = language.value === "vi" ? "vi-VN" : "en-GB";
  const [amount, unit] =
    bytes < 1000 * megabyte ? [bytes / megabyte, "MB"] : [bytes / (1000 * megabyte), "GB"];
  return `${amount.toLocaleString(locale, { maximumFractionDigits: 1 })} ${unit}`;
}
