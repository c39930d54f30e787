/** The live region of the whole app; it stands in the page from the start, or its first sentence would be lost. */
import { spoken } from "./announce";

export function Announcer() {
  const [first, second] = spoken.value;
  return (
    <div class="sr" aria-live="polite">
      <p>{first}</p>
      <p>{second}</p>
    </div>
  );
}
