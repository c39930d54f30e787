/** When this device last reached the hub, what stands in the way, and a button to try now. */

import { useSignal } from "@preact/signals";
import { syncNow } from "../../net/schedule";
import { syncState } from "../../net/syncState";
import { identity } from "../../store/identity";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { commonWords } from "../../words/common";
import { settingsWords } from "../../words/settings";
import { sentenceFor } from "../../words/speak";
import { moment } from "../../words/time";

/** A clock that is off by less harms nobody's reading of the history. */
const offsetMsShown = 5 * 60_000;
const hourMs = 3_600_000;

export function Sending() {
  const words = settingsWords.value;
  const answered = useSignal(false);
  const { running, lastOkMs, clockOffsetMs, nextTryMs, problem } = syncState.value;
  const when = (ms: number) => moment(ms, Date.now(), commonWords.value);
  const obstacle = obstacleNow();
  const send = async () => {
    answered.value = false;
    const pressedMs = Date.now();
    await syncNow();
    // Without a network, or somebody to speak for, nothing was asked and nothing is done.
    if (obstacleNow() !== null || (syncState.value.lastOkMs ?? 0) < pressedMs) return;
    answered.value = true;
    announce(words.syncDone);
  };
  return (
    <section aria-labelledby="sending">
      <h2 id="sending">{words.sending}</h2>
      <p>{lastOkMs === null ? words.neverOk : words.lastOk(when(lastOkMs))}</p>
      {Math.abs(clockOffsetMs) > offsetMsShown && (
        <Band icon="clock" tone="wait">
          {words.clock(spanOf(Math.abs(clockOffsetMs)), clockOffsetMs > 0)}
        </Band>
      )}
      <div role="status">
        {obstacle !== null && <Band icon="offline">{obstacle}</Band>}
        {problem !== null && nextTryMs !== null && <p>{words.nextTry(when(nextTryMs))}</p>}
        {answered.value && obstacle === null && !running && (
          <Band icon="check" tone="done">
            {words.syncDone}
          </Band>
        )}
      </div>
      {/* A press while it runs counts: one more exchange follows, and says how it went. */}
      <Button icon="refresh" onPress={() => void send()}>
        {running ? words.syncing : words.syncNow}
      </Button>
    </section>
  );
}

/** In the largest unit of which there are two or more. */
function spanOf(ms: number): string {
  const { minutes, hours, days, years } = settingsWords.value.clockSpan;
  if (ms < 2 * hourMs) return minutes(Math.round(ms / 60_000));
  if (ms < 48 * hourMs) return hours(Math.round(ms / hourMs));
  const dayCount = Math.round(ms / (24 * hourMs));
  return dayCount < 730 ? days(dayCount) : years(Math.round(dayCount / 365.25));
}

/** What keeps this device from sending, in words; null where nothing does. */
function obstacleNow(): string | null {
  const words = settingsWords.value;
  const { online, problem } = syncState.value;
  if (!online) return words.syncOffline;
  if (identity.value.account === null) return words.syncSignIn;
  if (identity.value.account.isStopped) return words.syncStopped;
  if (problem === null) return null;
  return sentenceFor(words.syncProblem, problem) ?? words.syncOther(problem);
}
