/**
 * Where we are: a table of paths to lazily loaded screens, over the History API. Links are plain `<a href>`.
 * Rules: the old screen stays until the new one has come; the later of two navigations wins; going back restores
 * the place on the page; a change of the fragment alone is the browser's business.
 */
import { batch, signal } from "@preact/signals";
import type { ComponentType } from "preact";

export type Params = Readonly<Record<string, string>>;

export interface ScreenProps {
  readonly params: Params;
}

/** `path` is made of literal parts, `:name` for one part, and `:name?` for a last part that may be absent. */
export interface Route {
  readonly path: string;
  readonly load: () => Promise<ComponentType<ScreenProps>>;
}

/** Addresses that have a table of their own, fetched when one of them is first gone to. */
export interface Branch {
  readonly path: string;
  readonly table: () => Promise<readonly Route[]>;
}

export interface Shown {
  readonly path: string;
  readonly params: Params;
  readonly Screen: ComponentType<ScreenProps>;
}

interface Place {
  readonly key: number;
  readonly from: string | null;
}

const positionsKeptMax = 100;

/** The screen on show; null until the first has come. */
export const shown = signal<Shown | null>(null);
/** A screen is on its way. */
export const arriving = signal(false);
/** The path whose screen could not be fetched: a release went away, or there is no network yet. */
export const failed = signal<string | null>(null);
/** Grows when a screen is shown that a person went to; the page then moves the focus to its heading. */
export const navigations = signal(0);

const positions = new Map<number, number>();
let table: readonly (Route | Branch)[] = [];
let elsewhere: Route | null = null;
let place: Place = { key: 0, from: null };
let nextKey = 1;
let latest = 0;
/** The navigation whose place on the page is still being looked for; 0 once somebody has moved by themselves. */
let settling = 0;

/** Shows the screen of the present address and follows links and the back button from then on. */
export function startRouter(routes: readonly (Route | Branch)[], notFound: Route): Promise<void> {
  table = routes;
  elsewhere = notFound;
  history.scrollRestoration = "manual";
  place = placeOf(history.state) ?? place;
  nextKey = place.key + 1;
  history.replaceState(place, "");
  addEventListener("popstate", returned);
  addEventListener("scroll", () => positions.set(place.key, scrollY), { passive: true });
  for (const moving of ["keydown", "pointerdown", "wheel"])
    addEventListener(moving, () => (settling = 0), { passive: true, capture: true });
  document.addEventListener("click", followed);
  return show(location.pathname);
}

/** Goes to a path of this app. With `replace` the present place is not returned to by the back button. */
export function navigate(path: string, options: { readonly replace?: boolean } = {}): Promise<void> {
  if (options.replace === true) {
    history.replaceState(place, "", path);
  } else {
    place = { key: nextKey, from: location.pathname };
    nextKey += 1;
    forgetOldPositions();
    history.pushState(place, "", path);
  }
  return show(location.pathname, 0);
}

/** Goes back if the place before this one is `path`, so that scroll and answers are as they were; else goes there. */
export function goBackTo(path: string): void {
  if (place.from === path) history.back();
  else void navigate(path);
}

/** Which place in the history this is: the same again after going back to it. */
export function placeKey(): number {
  return place.key;
}

/** The route of a path and the values of its parameters; null when none fits. */
export function match<R extends { readonly path: string }>(
  routes: readonly R[],
  path: string,
): { route: R; params: Params } | null {
  const parts = path.split("/").filter((part) => part !== "");
  for (const route of routes) {
    const params = paramsIn(route.path, parts);
    if (params !== null) return { route, params };
  }
  return null;
}

/** The same once the table of a branch has come; what no table knows is the screen for addresses without one. */
async function found(path: string, notFound: Route): Promise<{ route: Route; params: Params }> {
  const nowhere = { route: notFound, params: {} };
  const here = match(table, path);
  if (here === null) return nowhere;
  const { route, params } = here;
  if (!("table" in route)) return { route, params };
  return match(await route.table(), path) ?? nowhere;
}

function paramsIn(pattern: string, parts: readonly string[]): Params | null {
  const wanted = pattern.split("/").filter((part) => part !== "");
  if (parts.length > wanted.length) return null;
  const params: Record<string, string> = {};
  for (const [index, want] of wanted.entries()) {
    const part = parts[index];
    if (part === undefined) {
      if (!want.endsWith("?")) return null;
    } else if (want.startsWith(":")) {
      const value = decoded(part);
      if (value === null) return null;
      params[want.slice(1).replace("?", "")] = value;
    } else if (want !== part) return null;
  }
  return params;
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** `scrollTo` is null for the address with which the app was opened: then the focus stays where the browser put it. */
async function show(path: string, scrollTo: number | null = null): Promise<void> {
  latest += 1;
  settling = 0;
  const mine = latest;
  if (elsewhere === null) return;
  arriving.value = true;
  failed.value = null;
  try {
    const { route, params } = await found(path, elsewhere);
    const Screen = await route.load();
    if (mine !== latest) return;
    batch(() => {
      shown.value = { path, params, Screen };
      arriving.value = false;
      if (scrollTo !== null) navigations.value += 1;
    });
    if (scrollTo !== null) arriveAt(scrollTo, mine);
  } catch {
    if (mine !== latest) return;
    arriving.value = false;
    failed.value = path;
  }
}

/** To the top at once: a frame later somebody quick may have gone on to a field further down. */
function arriveAt(top: number, mine: number): void {
  settling = mine;
  if (top === 0) scrollTo(0, 0);
  else settleScroll(top, mine);
}

/** A screen may still be reading from the store: try for some frames, until the page is long enough or somebody moves. */
function settleScroll(top: number, mine: number, framesLeft = 20): void {
  requestAnimationFrame(() => {
    if (mine !== settling) return;
    scrollTo(0, top);
    if (Math.abs(scrollY - top) > 1 && framesLeft > 0) settleScroll(top, mine, framesLeft - 1);
  });
}

function returned(event: PopStateEvent): void {
  const arrived = placeOf(event.state);
  // A fragment typed or followed makes an entry without a place of ours: give it one and leave the screen alone.
  if (arrived === null) history.replaceState(place, "");
  else place = arrived;
  if (location.pathname === shown.value?.path) return;
  void show(location.pathname, positions.get(place.key) ?? 0);
}

function followed(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (link === null || link.target !== "" || link.hasAttribute("download")) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || match(table, url.pathname) === null) return;
  if (url.hash !== "" && url.pathname === location.pathname) return;
  event.preventDefault();
  void navigate(url.pathname + url.hash);
}

function placeOf(state: unknown): Place | null {
  if (typeof state !== "object" || state === null || !("key" in state) || !("from" in state)) return null;
  const { key, from } = state;
  if (typeof key !== "number") return null;
  return { key, from: typeof from === "string" ? from : null };
}

function forgetOldPositions(): void {
  for (const key of positions.keys()) {
    if (positions.size <= positionsKeptMax) return;
    positions.delete(key);
  }
}
