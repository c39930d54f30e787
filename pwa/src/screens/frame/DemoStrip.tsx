/** The strip of a trial installation, with which one can play "mất mạng". */
import { pretendOffline } from "../../net/syncState";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { commonWords } from "../../words/common";

/** A hub on one's own machine is one to try things on. */
const isTrial = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

export function DemoStrip() {
  const words = commonWords.value;
  if (!isTrial) return null;
  const cut = pretendOffline.value;
  return (
    <aside class="demo" aria-label={words.demoLabel}>
      <div class="column">
        <span>{words.demo}</span>
        <Button
          weight="quiet"
          icon={cut ? "refresh" : "offline"}
          onPress={() => {
            pretendOffline.value = !cut;
            announce(cut ? words.demoJoinSaid : words.demoCutSaid);
          }}
        >
          {cut ? words.demoJoin : words.demoCut}
        </Button>
      </div>
    </aside>
  );
}
