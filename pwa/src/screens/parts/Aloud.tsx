/** Reads sentences aloud when asked to, where the device has a voice for the language. Stops when told, and on leaving. */

import { useEffect } from "preact/hooks";
import { canRead, read, reading, stopReading } from "../../platform/voice";
import { language } from "../../store/settings";
import { Button } from "../../ui/Button";
import { fieldsWords } from "../../words/fields";

interface Props {
  /** Nothing personal: a voice may speak from somewhere else. */
  readonly sentences: () => readonly string[];
}

export function Aloud({ sentences }: Props) {
  const words = fieldsWords.value;
  const spoken = language.value;
  const isThere = canRead(spoken);
  useEffect(() => {
    if (!isThere) return;
    addEventListener("pagehide", stopReading);
    return () => {
      removeEventListener("pagehide", stopReading);
      stopReading();
    };
  }, [isThere, spoken]);
  if (!isThere) return null;
  return (
    <div class="aloud">
      <Button
        weight="quiet"
        icon={reading.value ? "close" : "sound"}
        onPress={reading.value ? stopReading : () => read(spoken, sentences())}
      >
        {reading.value ? words.stopReading : words.readAloud}
      </Button>
    </div>
  );
}
