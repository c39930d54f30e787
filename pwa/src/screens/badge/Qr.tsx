/** A QR code, black on white in every colour scheme: cameras read it so. Its maker is fetched with the first one. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Light modules around it, as readers expect. */
const QUIET = 4;

interface Drawn {
  readonly size: number;
  readonly path: string;
}

export function Qr({ text, name }: { readonly text: string; readonly name: string }) {
  const drawn = useSignal<Drawn | null>(null);
  useEffect(() => {
    void import("uqr").then(
      ({ encode }) => {
        const { data, size } = encode(text, { ecc: "M", border: QUIET });
        drawn.value = { size, path: pathOf(data) };
      },
      () => {},
    );
  }, [drawn, text]);
  const { value } = drawn;
  if (value === null) return null;
  return (
    <svg
      class="qr"
      role="img"
      aria-label={name}
      viewBox={`0 0 ${value.size} ${value.size}`}
      shape-rendering="crispEdges"
    >
      <rect class="qr-paper" width={value.size} height={value.size} />
      <path class="qr-ink" d={value.path} />
    </svg>
  );
}

/** One bar for each run of dark modules in a row. */
export function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => runsOf(row).map(([x, length]) => `M${x} ${y}h${length}v1h-${length}z`))
    .join("");
}

function runsOf(row: readonly boolean[]): readonly (readonly [x: number, length: number])[] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
