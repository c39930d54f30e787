/** The device does not let us read a dossier that may well be on it. */

import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";

export function Unreadable() {
  const words = commonWords.value;
  return (
    <Page title={words.unreadable}>
      <p>{words.unreadableHint}</p>
      <Button weight="primary" onPress={() => location.reload()}>
        {words.tryAgain}
      </Button>
    </Page>
  );
}
