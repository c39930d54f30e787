/** Shown when the code of a screen could not be fetched. */
import { online } from "../../platform/online";
import { Button } from "../../ui/Button";
import { Page } from "../../ui/Page";
import { commonWords } from "../../words/common";

export function ScreenFailed() {
  const words = commonWords.value;
  return (
    <Page title={words.screenFailedTitle} back={{ href: "/", label: words.backHome }}>
      <p>{online.value ? words.screenFailed : words.screenFailedOffline}</p>
      <Button weight="primary" icon="refresh" onPress={() => location.reload()}>
        {words.retry}
      </Button>
    </Page>
  );
}
