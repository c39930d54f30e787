/** Moves the pointer and keeps the list, each in two places: localStorage for pages, a cache for the worker. */

import { cached } from "./present";
import { itemIn, PEOPLE, PEOPLE_ADDRESS, POINTER, POINTER_ADDRESS } from "./profile";

/** The cache first: it may be refused on a full device, and then nothing has moved. */
export async function point(id: string): Promise<void> {
  await cache(POINTER_ADDRESS, id);
  if (id === "") localStorage.removeItem(POINTER);
  else localStorage.setItem(POINTER, id);
}

export async function keepList(text: string): Promise<void> {
  await cache(PEOPLE_ADDRESS, text);
  localStorage.setItem(PEOPLE, text);
}

/** Where localStorage was emptied alone: puts it back. True where it did, and the page is to be loaded anew. */
export async function putBack(): Promise<boolean> {
  const list = itemIn(PEOPLE) === null ? await cached(PEOPLE_ADDRESS) : null;
  if (list === null) return false;
  const id = (await cached(POINTER_ADDRESS)) ?? "";
  if (id !== "") localStorage.setItem(POINTER, id);
  localStorage.setItem(PEOPLE, list);
  return true;
}

async function cache(address: string, text: string): Promise<void> {
  await (await caches.open(PEOPLE)).put(address, new Response(text));
}
