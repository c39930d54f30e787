/** How much waits to be sent, and a button to send it now; what stands in the way, in words. */

import { useSignal } from "@preact/signals";
import { syncNow } from "../../net/schedule";
import { syncState } from "../../net/syncState";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { helpingWords } from "../../words/helping";

export function UnsentNow() {
  const words = helpingWords.value;
  const asked = useSignal(false);
  const { unsent, running, online, problem } = syncState.value;
  const send = async () => {
    await syncNow();
    asked.value = true;
    const after = syncState.peek();
    if (after.problem === null && after.online && after.unsent === 0) announce(words.sent);
  };
  const obstacle = () => {
    if (!online) return words.sendOffline;
    return problem === null ? null : words.sendTrouble;
  };
  const stands = obstacle();
  return (
    <section aria-labelledby="unsent">
      <h2 id="unsent">{words.unsent}</h2>
      <p>{words.unsentCount(unsent)}</p>
      <div role="status">
        {stands !== null && unsent + (asked.value ? 1 : 0) > 0 && <Band icon="offline">{stands}</Band>}
        {asked.value && stands === null && !running && unsent === 0 && (
          <Band icon="check" tone="done">
            {words.sent}
          </Band>
        )}
      </div>
      <Button icon="send" onPress={() => void send()}>
        {running ? words.sending : words.send}
      </Button>
    </section>
  );
}
