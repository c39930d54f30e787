/** How long a request is waited for: until its caller gives up, the line falls silent, or it takes too long altogether. */

export interface Patience {
  readonly signal: AbortSignal;
  /** Something came: the silence begins anew. */
  renew(): void;
  end(): void;
}

const SILENCE_MS_MAX = 30_000;
const WHOLE_MS_MAX = 300_000;
/** The slowest upload that is waited for: 32 kbit/s. Its progress cannot be seen, so its size decides. */
const UPLOAD_BYTES_PER_MS = 4;

export function patienceFor(uploadBytes: number, caller: AbortSignal): Patience {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const whole = setTimeout(stop, WHOLE_MS_MAX);
  let silence = setTimeout(stop, SILENCE_MS_MAX + uploadBytes / UPLOAD_BYTES_PER_MS);
  if (caller.aborted) stop();
  caller.addEventListener("abort", stop);
  return {
    signal: controller.signal,
    renew() {
      clearTimeout(silence);
      silence = setTimeout(stop, SILENCE_MS_MAX);
    },
    end() {
      clearTimeout(whole);
      clearTimeout(silence);
      caller.removeEventListener("abort", stop);
    },
  };
}
