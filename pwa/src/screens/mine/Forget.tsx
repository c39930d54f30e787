/** Deletes everything that is kept about the person, once they were asked. */

import { useSignal } from "@preact/signals";
import { forget } from "../../store/mine";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { Failed } from "../../ui/Failed";
import { commonWords } from "../../words/common";
import { mineWords } from "../../words/mine";

interface Props {
  /** Where the answers are on the page, with those that are still on their way to the disk. */
  readonly work?: () => Promise<void>;
}

export function Forget({ work = forget }: Props) {
  const words = mineWords.value;
  const asking = useSignal(false);
  const failed = useSignal(false);
  const forgetAll = async () => {
    failed.value = false;
    try {
      await work();
      announce(words.forgotten);
    } catch {
      failed.value = true;
    }
    asking.value = false;
  };
  return (
    <div class="buttons forget">
      <Failed sentence={failed.value ? words.forgetFailed : null} />
      <Button
        weight="danger"
        icon="trash"
        onPress={() => {
          asking.value = true;
        }}
      >
        {words.forget}
      </Button>
      <Confirm
        open={asking.value}
        title={words.forgetTitle}
        no={commonWords.value.cancel}
        yes={words.forgetYes}
        danger
        onNo={() => {
          asking.value = false;
        }}
        onYes={() => void forgetAll()}
      >
        <p>{words.forgetText}</p>
      </Confirm>
    </div>
  );
}
