/** Quiet notices under the header, each only while it is true: no network, a fault of storage, a new release. */

import { syncState } from "../../net/syncState";
import { formsHeld } from "../../platform/busy";
import { applyUpdate, updateWaiting } from "../../platform/update";
import { lostTally, outdated, storageHealth } from "../../store/health";
import { startAfresh } from "../../store/identity";
import { here } from "../../store/profile";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { LinkButton } from "../../ui/LinkButton";
import { commonWords } from "../../words/common";

export function Bands() {
  const words = commonWords.value;
  return (
    // Always in the page, so that a screen reader hears what comes and goes.
    <div class="bands" role="status">
      <div class="column">
        {!(syncState.value.online || here().isPractice) && <Band icon="offline">{words.offline}</Band>}
        <StorageBand />
        {syncState.value.isRevoked && (
          <Band
            icon="alert"
            tone="mend"
            action={
              <LinkButton href="/cai-dat" icon="gear">
                {words.settings}
              </LinkButton>
            }
          >
            {words.deviceGone}
          </Band>
        )}
        {outdated.value && (
          <Band
            icon="refresh"
            tone="mend"
            action={<Button onPress={() => location.reload()}>{words.reload}</Button>}
          >
            {words.reloadNeeded}
          </Band>
        )}
        {updateWaiting.value && !outdated.value && formsHeld.value === 0 && (
          <Band icon="refresh" action={<Button onPress={() => void applyUpdate()}>{words.updateNow}</Button>}>
            {words.updateWaiting}
          </Band>
        )}
      </div>
    </div>
  );
}

function StorageBand() {
  const words = commonWords.value;
  switch (storageHealth.value) {
    case "ok":
      return null;
    case "quota":
      return (
        <Band icon="alert" tone="mend">
          {words.storageQuota}
        </Band>
      );
    case "refused":
      return (
        <Band icon="alert" tone="mend">
          {words.storageRefused}
        </Band>
      );
    case "lost":
      return (
        <Band
          icon="alert"
          tone="mend"
          action={<Button onPress={() => void startAfresh()}>{words.startAfresh}</Button>}
        >
          {words.storageLost(lostTally.value)}
        </Band>
      );
  }
}
