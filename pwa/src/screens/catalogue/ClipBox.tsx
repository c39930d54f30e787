/** A short film of how it is done: its size is said first, and it is fetched only when asked for. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Clip } from "../../forms/procedures";
import { dropClip, fetchClip, heldClip } from "../../platform/clips";
import { language } from "../../store/settings";
import { announce } from "../../ui/announce";
import { Button } from "../../ui/Button";
import { procedureWords } from "../../words/procedure";
import { sizeSaid } from "../../words/size";

type State = "looking" | "absent" | "fetching" | "failed" | Blob;

export function ClipBox({ clip }: { readonly clip: Clip }) {
  const words = procedureWords.value;
  const state = useSignal<State>("looking");
  const fetchedNow = useSignal(false);

  useEffect(() => {
    void heldClip(clip).then(
      (film) => {
        state.value = film ?? "absent";
      },
      () => {
        state.value = "absent";
      },
    );
  }, [clip]);

  async function fetchIt() {
    state.value = "fetching";
    try {
      const film = await fetchClip(clip);
      fetchedNow.value = true;
      state.value = film;
      announce(words.clipFetched);
    } catch {
      state.value = "failed";
    }
  }

  async function drop() {
    await dropClip(clip);
    fetchedNow.value = false;
    state.value = "absent";
    announce(words.clipDropped);
  }

  const now = state.value;
  const size = sizeSaid(clip.bytes, language.value);
  return (
    <section aria-labelledby="clip" class="card no-print">
      <h2 id="clip">{words.clip}</h2>
      <p>{clip.caption[language.value]}</p>
      {now instanceof Blob ? (
        <>
          <Film film={now} name={clip.caption[language.value]} takesFocus={fetchedNow.value} />
          <Button weight="quiet" icon="trash" onPress={() => void drop()}>
            {words.clipDrop(size)}
          </Button>
        </>
      ) : (
        now !== "looking" && (
          <>
            <Button
              icon="down"
              busy={now === "fetching"}
              describedBy="clip-hint"
              onPress={() => void fetchIt()}
            >
              {now === "fetching" ? words.clipFetching : words.clipFetch(size)}
            </Button>
            <p class="small" id="clip-hint">
              {words.clipHint}
            </p>
            <p role="status">{now === "failed" && words.clipFailed}</p>
          </>
        )
      )}
    </section>
  );
}

interface FilmProps {
  readonly film: Blob;
  readonly name: string;
  /** It has come in place of the button that asked for it. */
  readonly takesFocus: boolean;
}

function Film({ film, name, takesFocus }: FilmProps) {
  const screen = useRef<HTMLVideoElement>(null);
  useLayoutEffect(() => {
    const { current } = screen;
    if (current === null) return;
    const address = URL.createObjectURL(film);
    current.src = address;
    if (takesFocus) current.focus();
    return () => URL.revokeObjectURL(address);
  }, [film]);
  // Seen at a desk or in a market: without sound, so what it tells stands in its caption.
  return <video ref={screen} class="clip" controls muted preload="metadata" tabIndex={0} aria-label={name} />;
}
