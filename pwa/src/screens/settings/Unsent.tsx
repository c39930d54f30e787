/** What the hub does not have yet, and how to carry it by hand: out to a file, and in again. */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { syncState } from "../../net/syncState";
import { cards } from "../../store/cards";
import { importUnsent } from "../../store/dossiers";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import type { Tone } from "../../ui/StatePill";
import { settingsWords } from "../../words/settings";
import { saveUnsent } from "../parts/saveUnsent";

export function Unsent() {
  const words = settingsWords.value;
  const chooser = useRef<HTMLInputElement>(null);
  const said = useSignal<{ readonly tone: Tone; readonly sentence: string } | null>(null);
  const say = (tone: Tone, sentence: string) => {
    said.value = { tone, sentence };
    announce(sentence);
  };
  const { unsent } = syncState.value;
  // A dossier that stays on this device is in the file as well.
  const hasSomething = cards.value === null || cards.value.some(({ synced }) => !synced);

  async function bringIn(file: File) {
    try {
      const { added, known, refused } = await importUnsent(file);
      const sentence = words.imported(added, known);
      if (refused === 0) say("done", sentence);
      else say("mend", `${sentence} ${words.importRefused(refused)}`);
    } catch {
      say("mend", words.importFailed);
    }
  }

  return (
    <section aria-labelledby="unsent">
      <h2 id="unsent">{words.unsent}</h2>
      <p>{words.unsentCount(unsent)}</p>
      {hasSomething && <p id="export-hint">{words.exportHint}</p>}
      <div class="buttons">
        {hasSomething && (
          <Button
            icon="down"
            describedBy="export-hint"
            onPress={() =>
              void saveUnsent().then(
                () => say("done", words.exported),
                () => say("mend", words.exportFailed),
              )
            }
          >
            {words.export}
          </Button>
        )}
        <Button icon="folder" onPress={() => chooser.current?.click()}>
          {words.import}
        </Button>
      </div>
      <input
        ref={chooser}
        class="sr"
        type="file"
        tabIndex={-1}
        aria-label={words.import}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) void bringIn(file);
          // So that the same file can be chosen again.
          event.currentTarget.value = "";
        }}
      />
      {said.value !== null && (
        <Band icon={said.value.tone === "done" ? "check" : "alert"} tone={said.value.tone}>
          {said.value.sentence}
        </Band>
      )}
    </section>
  );
}
