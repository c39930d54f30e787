/** Line icons on a 24-unit grid. Each stands beside a word, so none has a name of its own for a screen reader. */

const strokes = {
  alert: "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.1",
  back: "M19 12H5m6-6-6 6 6 6",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
  close: "m6 6 12 12M18 6 6 18",
  desk: "M3 10h18M5 10v9m14-9v9M8 10V5h8v5m-7 5h6",
  down: "M12 4v11m-5-4.5 5 5 5-5M5 20h14",
  folder: "M3.5 6.5h6l2 2.5h9v10h-17z",
  forward: "m9.5 6 6 6-6 6",
  gear: "M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM12 2.8v3m0 12.4v3M2.8 12h3m12.4 0h3M5.5 5.5l2.1 2.1m8.8 8.8 2.1 2.1m0-13-2.1 2.1m-8.8 8.8-2.1 2.1",
  offline:
    "M4 4l16 16M8.5 8A6 6 0 0 0 7 8.4A4.8 4.8 0 0 0 7 18h10M11 6.3A6 6 0 0 1 17.7 10.2A4 4 0 0 1 20.3 16.5",
  pencil: "m4 20 1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7 17 10.5",
  person: "M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4zM4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6",
  phone: "M7.5 2.8h9v18.4h-9zM11 18.3h2",
  pin: "M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 7.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  play: "M7.5 4.5v15l12-7.5z",
  plus: "M12 5v14M5 12h14",
  print: "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z",
  refresh: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9m0-5v5h-5",
  ring: "M12 5.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.3 15.3 20.5 20.5",
  send: "M12 20V5m-6 6 6-6 6 6",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  trash: "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10.5 11v5.5m3-5.5v5.5",
  two: "M3.5 4.5h11v11h-11zM9.5 15.5v4h11v-11h-6",
} as const;

export type IconName = keyof typeof strokes;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={strokes[name]} />
    </svg>
  );
}
