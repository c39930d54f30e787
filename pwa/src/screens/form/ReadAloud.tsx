/** Reads the question aloud when asked to, where the device has a voice for the language. Stops when told, and on leaving. */

import { useEffect } from "preact/hooks";
import { aloud } from "../../forms/aloud";
import type { Session } from "../../forms/session";
import { speechNow } from "../../forms/speech";
import type { Page } from "../../forms/steps";
import { canRead, read, reading, stopReading } from "../../platform/voice";
import { Button } from "../../ui/Button";

interface Props {
  readonly session: Session;
  readonly page: Page;
}

export function ReadAloud({ session, page }: Props) {
  const speech = speechNow();
  const { language, fields: words } = speech;
  const isThere = canRead(language);
  useEffect(() => {
    if (!isThere) return;
    addEventListener("pagehide", stopReading);
    return () => {
      removeEventListener("pagehide", stopReading);
      stopReading();
    };
  }, [isThere, language]);
  if (!isThere) return null;
  const begin = () => read(language, aloud(session.form, session.answers.peek().asked, page, speech));
  return (
    <div class="aloud">
      <Button
        weight="quiet"
        icon={reading.value ? "close" : "sound"}
        onPress={reading.value ? stopReading : begin}
      >
        {reading.value ? words.stopReading : words.readAloud}
      </Button>
    </div>
  );
}
