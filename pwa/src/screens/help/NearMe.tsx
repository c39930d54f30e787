/** Asks the device where it is, only when told to, and lists what is nearest. The place is not kept and not sent. */

import { useSignal } from "@preact/signals";
import type { Unit } from "../../forms/units";
import { announce } from "../../ui/announce";
import { Band } from "../../ui/Band";
import { Button } from "../../ui/Button";
import { helpWords } from "../../words/help";
import { nearest, type Place, REACH_KM } from "./distance";
import { UnitCard } from "./UnitCard";

type Search = "idle" | "locating" | "denied" | "unavailable" | Place;

const shownCount = 5;
const locatingMsMax = 20_000;
/** A fix of ten minutes ago still finds the right ward. */
const fixAgeMsMax = 600_000;

export function NearMe({ units }: { readonly units: readonly Unit[] }) {
  const words = helpWords.value;
  const state = useSignal<Search>("idle");
  const look = () => {
    state.value = "locating";
    announce(words.locating);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        state.value = { lat: coords.latitude, lon: coords.longitude };
        announce(words.nearest);
      },
      (fault) => {
        state.value = fault.code === fault.PERMISSION_DENIED ? "denied" : "unavailable";
      },
      { maximumAge: fixAgeMsMax, timeout: locatingMsMax },
    );
  };
  const now = state.value;
  return (
    <section aria-labelledby="near">
      <h2 id="near">{words.nearest}</h2>
      <p id="near-hint">{words.nearHint}</p>
      <div class="buttons">
        <Button icon="pin" busy={now === "locating"} describedBy="near-hint" onPress={look}>
          {now === "locating" ? words.locating : words.near}
        </Button>
      </div>
      <div role="status">
        {(now === "denied" || now === "unavailable") && <Band icon="alert">{words[now]}</Band>}
      </div>
      {typeof now === "object" && <Nearest units={units} place={now} />}
    </section>
  );
}

function Nearest({ units, place }: { readonly units: readonly Unit[]; readonly place: Place }) {
  const words = helpWords.value;
  const found = nearest(units, place, shownCount);
  const [first] = found;
  return (
    <>
      {/* Somebody is on a journey, or the device guesses by its network. */}
      {first !== undefined && first.km > REACH_KM && <Band icon="alert">{words.far}</Band>}
      <ol class="plain-list">
        {found.map(({ unit, km }) => (
          <UnitCard key={unit.code} unit={unit} km={km} />
        ))}
      </ol>
      <p class="small">{words.straightLine}</p>
    </>
  );
}
