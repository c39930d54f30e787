/** Fills in latitude and longitude from the device, only when told to. */

import { useSignal } from "@preact/signals";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import type { fields } from "../../words/vi/fields";

interface Props {
  readonly words: typeof fields;
  /** In millionths of a degree. */
  readonly onFound: (latitude: number, longitude: number) => void;
}

const MICRO = 1_000_000;
const LOCATING_MS_MAX = 20_000;

export function HerePosition({ words, onFound }: Props) {
  const state = useSignal<"idle" | "locating" | "denied">("idle");
  if (!("geolocation" in navigator)) return null;
  const look = () => {
    state.value = "locating";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        state.value = "idle";
        onFound(Math.round(coords.latitude * MICRO), Math.round(coords.longitude * MICRO));
        announce(words.located);
      },
      () => {
        state.value = "denied";
      },
      { enableHighAccuracy: true, timeout: LOCATING_MS_MAX },
    );
  };
  return (
    <div class="buttons">
      <Button icon="pin" busy={state.value === "locating"} onPress={look}>
        {state.value === "locating" ? words.locating : words.locate}
      </Button>
      <p role="status">{state.value === "denied" ? words.locateDenied : ""}</p>
    </div>
  );
}
