/** The device does not let us read what it keeps about the person, and it may the next time. */

import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";
import { mineWords } from "../../words/mine";

export function MineNotOpened() {
  const words = commonWords.value;
  return (
    <Page title={mineWords.value.unreadable}>
      <p>{words.unreadableHint}</p>
      <Button weight="primary" onPress={() => location.reload()}>
        {words.tryAgain}
      </Button>
    </Page>
  );
}
