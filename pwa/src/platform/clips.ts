/**
 * Short films on this device: fetched only when a person asks, kept until that person removes them. They stand in a cache
 * of their own, which neither a new release nor the worker's list of files touches.
 */

const CLIPS = "clips";

/** What the catalogue says of the file. */
export interface ClipFile {
  readonly path: string;
  readonly bytes: number;
}

/** The film, where it is on this device. */
export async function heldClip({ path, bytes }: ClipFile): Promise<Blob | null> {
  const held = await caches.match(path, { cacheName: CLIPS });
  const film = (await held?.blob()) ?? null;
  // Another film of the same name: the one that is held has been replaced.
  return film?.size === bytes ? film : null;
}

/** Throws without a network, and where something else answers in the hub's place. */
export async function fetchClip({ path, bytes }: ClipFile): Promise<Blob> {
  const answer = await fetch(path, { redirect: "error", cache: "no-cache" });
  const film = await answer.blob();
  if (!answer.ok || film.size !== bytes || !film.type.startsWith("video/"))
    throw new Error(`not the clip: ${path}`);
  const cache = await caches.open(CLIPS);
  await cache.put(path, new Response(film));
  return film;
}

export async function dropClip({ path }: ClipFile): Promise<void> {
  const cache = await caches.open(CLIPS);
  await cache.delete(path);
}
