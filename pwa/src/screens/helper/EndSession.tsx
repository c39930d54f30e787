/** "Kết thúc phiên": says what is not sent and what stays on this device, then leaves the device to the next person. */

import { useSignal } from "@preact/signals";
import { syncState } from "../../net/syncState";
import { isShared } from "../../store/profile";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { navigate } from "../../ui/router";
import { commonWords } from "../../words/common";
import { helpingWords } from "../../words/helping";
import { forgetDraft } from "./draftOfSession";

export function EndSession({ kept }: { readonly kept: number }) {
  const words = helpingWords.value;
  const asking = useSignal(false);
  const end = async () => {
    asking.value = false;
    forgetDraft();
    // Where several share it, the next one says who they are.
    await navigate(isShared() ? "/doi-nguoi" : "/", { replace: true });
  };
  return (
    <>
      <Button icon="close" onPress={() => (asking.value = true)}>
        {words.end}
      </Button>
      <Confirm
        open={asking.value}
        title={words.endTitle}
        no={commonWords.value.cancel}
        yes={words.endYes}
        onNo={() => (asking.value = false)}
        onYes={() => void end()}
      >
        <p>{words.endUnsent(syncState.value.unsent)}</p>
        <p>{words.endStays(kept)}</p>
      </Confirm>
    </>
  );
}
