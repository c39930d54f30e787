/** Leaving this device for good: only what the hub has may be removed; the rest is locked, and stays its person's. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { fallAsleep } from "../../store/awake";
import { cards } from "../../store/cards";
import { heldHere, leaveForGood, type Person, people } from "../../store/people";
import { switchTo } from "../../store/switching";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { Confirm } from "../../ui/Confirm";
import { commonWords } from "../../words/common";
import { peopleWords } from "../../words/people";
import { saveUnsent } from "../parts/saveUnsent";
import { lookWhoIsHere } from "./guard";

export function Leaving({ me }: { readonly me: Person }) {
  const words = peopleWords.value;
  const held = useSignal<number | null>(null);
  const asking = useSignal(false);
  const busy = useSignal(false);
  const said = useSignal<string | null>(null);
  const drawn = cards.value;
  useEffect(() => {
    void heldHere().then(
      (count) => {
        held.value = count;
      },
      () => {
        held.value = null;
      },
    );
  }, [drawn, held]);

  async function go() {
    busy.value = true;
    said.value = null;
    try {
      // Another tab may have written something while the question stood there.
      held.value = await heldHere();
      if (held.value > 0) return;
      const next = people.peek().people.find(({ id }) => id !== me.id);
      await switchTo(next?.id ?? "", "/", leaveForGood);
    } catch {
      said.value = words.leaveFailed;
    } finally {
      asking.value = false;
      busy.value = false;
    }
  }

  return (
    <section aria-labelledby="leave">
      <h2 id="leave">{words.leaveTitle}</h2>
      <p>{words.leaveHint}</p>
      {held.value !== null && held.value > 0 && (
        <>
          <Band icon="folder">{words.leaveKept(held.value)}</Band>
          <div class="buttons">
            <Button
              icon="down"
              onPress={() =>
                void saveUnsent().then(
                  () => {
                    said.value = words.leaveSaved;
                  },
                  () => {
                    said.value = words.leaveFailed;
                  },
                )
              }
            >
              {words.leaveSave}
            </Button>
            <Button
              icon="close"
              onPress={() => {
                fallAsleep();
                lookWhoIsHere();
              }}
            >
              {words.leaveLock}
            </Button>
          </div>
        </>
      )}
      {held.value === 0 && (
        <Button weight="danger" icon="trash" onPress={() => (asking.value = true)}>
          {words.leave}
        </Button>
      )}
      <div role="status">{said.value !== null && <p>{said.value}</p>}</div>
      <Confirm
        open={asking.value}
        title={words.leaveAsk(me.name)}
        no={commonWords.value.cancel}
        yes={words.leaveYes}
        danger
        busy={busy.value}
        onNo={() => (asking.value = false)}
        onYes={() => void go()}
      >
        <p>{words.leaveAskHint}</p>
      </Confirm>
    </section>
  );
}
