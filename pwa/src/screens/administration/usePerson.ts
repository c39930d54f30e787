/** One person as read, and what is done to them: each upon what was shown. */

import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { dayOf } from "../../forms/days";
import { giveMandate, peopleList, personPage, revokeMandate } from "../../net/administration";
import { announce } from "../../ui/announce";
import { offerUndo } from "../../ui/undo";
import type { HeldMandate, PersonPage, Place } from "../../wire.gen";
import { administrationWords } from "../../words/administration";
import { type Acting, useActing } from "../parts/acting";
import { freshId } from "../parts/freshId";
import { nameOf } from "./MandateRow";

interface Shown {
  readonly page: Signal<PersonPage | null>;
  /** For which mandates may be given. */
  readonly places: Signal<readonly Place[]>;
  readonly acting: Acting;
  readonly load: () => Promise<void>;
  readonly revoke: (held: HeldMandate) => Promise<void>;
}

export function usePerson(account: string): Shown {
  const page = useSignal<PersonPage | null>(null);
  const places = useSignal<readonly Place[]>([]);
  const acting = useActing();
  const { problem, act } = acting;

  async function load() {
    const answer = await act(() => personPage(account));
    if (answer !== null) page.value = answer;
  }
  useEffect(() => {
    page.value = null;
    void load().then(async () => {
      const list = await act(() => peopleList("", null));
      places.value = list?.places ?? [];
    });
  }, [account]);
  // Somebody else was quicker: what stands now is shown, and what was written stays.
  useEffect(() => {
    if (problem.value !== "moved-on") return;
    void personPage(account).then((answer) => {
      if (answer.ok) page.value = answer.answer;
    });
  }, [problem.value]);

  async function revoke(held: HeldMandate) {
    if (page.value === null) return;
    const seen = page.value;
    const after = await act(() => revokeMandate(seen, held.mandate));
    if (after === null) return;
    page.value = after;
    const said = administrationWords.value.revokedSaid(nameOf(held));
    announce(said);
    offerUndo(said, () => giveAgain(held, after));
  }

  /** The same once more: that it was revoked in between stays written. */
  async function giveAgain(held: HeldMandate, seen: PersonPage) {
    const { role, authority, procedures, ends } = held;
    const begins = held.begins ?? dayOf(Date.now());
    const given = { state: seen.state, role, authority, procedures, begins, ends };
    const answer = await act(() => giveMandate(account, freshId(), given));
    if (answer !== null) page.value = answer;
  }

  return { page, places, acting, load, revoke };
}
