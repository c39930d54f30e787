/**
 * How one answer of an older version goes on in newer ones: the steps of carry.json, as schemas/forms/README.md has
 * them. Pure. No step looks at two answers, so each can be carried by itself, whenever it comes.
 */

import type { Value } from "../sync/packing";
import { normal } from "./assemble";
import { inRowsOf, type Scalar, templateOf, type Words } from "./dialect";

export type CarryStep =
  | { readonly rename: readonly [from: string, to: string] }
  | { readonly default: readonly [path: string, value: Scalar] }
  | { readonly split: Split }
  | { readonly map: Mapped }
  | { readonly drop: readonly string[]; readonly words: Words };

interface Split {
  readonly from: string;
  /** One group for each field of `into`. */
  readonly pattern: string;
  readonly into: readonly string[];
  /** Takes the whole text where the pattern does not match. */
  readonly otherwise: string;
}

interface Mapped {
  readonly from: string;
  /** By the old value: what is answered now. */
  readonly values: Readonly<Record<string, Readonly<Record<string, Scalar>>>>;
}

/** The document carry.json of a version: how one of the version before goes on in it. */
export interface Carry {
  readonly from: string;
  readonly steps: readonly CarryStep[];
}

/** The way from one version to the next. */
export interface Link extends Carry {
  readonly to: string;
}

export interface Answer {
  readonly path: string;
  readonly value: Value;
}

/** What an answer comes to in the newest version. */
export interface Fate {
  readonly answers: readonly Answer[];
  /** Why it is answered nowhere any more; null where it is, and where nobody foresaw such an answer. */
  readonly words: Words | null;
}

/** Along the links one after the other; `path` may be a template too. */
export function fateOf(links: readonly Link[], path: string, value: Value): Fate {
  return fateAfter(
    links.flatMap(({ steps }) => steps),
    { path, value: normal(value) },
  );
}

/** The same, from some step on. */
export function fateAfter(steps: readonly CarryStep[], answer: Answer): Fate {
  let answers: readonly Answer[] = [answer];
  let words: Words | null = null;
  for (const step of steps) {
    if ("drop" in step && answers.some(({ path }) => isDropped(step.drop, path))) words = step.words;
    answers = answers.flatMap((each) => taken(step, each));
  }
  return { answers, words: answers.length === 0 ? words : null };
}

/** Of templates that are asked in the first version, those that they come to: what else is asked is new. */
export function arrivals(links: readonly Link[], templates: Iterable<string>): ReadonlySet<string> {
  let here = [...templates];
  for (const step of links.flatMap(({ steps }) => steps)) here = here.flatMap((path) => placesOf(step, path));
  return new Set(here);
}

function taken(step: CarryStep, answer: Answer): readonly Answer[] {
  const { path, value } = answer;
  if ("rename" in step) return [{ path: renamed(step.rename, path), value }];
  if ("split" in step) return templateOf(path) === step.split.from ? parted(step.split, answer) : [answer];
  if ("map" in step) return templateOf(path) === step.map.from ? mapped(step.map, answer) : [answer];
  return "drop" in step && isDropped(step.drop, path) ? [] : [answer];
}

/** Everywhere that an answer at this template may come to. */
function placesOf(step: CarryStep, path: string): readonly string[] {
  if ("split" in step && path === step.split.from) return [...step.split.into, step.split.otherwise];
  if ("map" in step && path === step.map.from) return Object.values(step.map.values).flatMap(Object.keys);
  return taken(step, { path, value: null }).map((answer) => answer.path);
}

function renamed([from, to]: readonly [string, string], path: string): string {
  if (!liesIn(from, path)) return path;
  const rest = path.split("/").slice(from.split("/").length);
  return [inRowsOf(path, to), ...rest].join("/");
}

function parted({ pattern, into, otherwise }: Split, { path, value }: Answer): readonly Answer[] {
  const found = typeof value === "string" ? new RegExp(pattern, "u").exec(value) : null;
  if (found === null) return [{ path: inRowsOf(path, otherwise), value }];
  return into
    .map((target, place) => ({ path: inRowsOf(path, target), value: normal(found[place + 1] ?? null) }))
    .filter((answer) => answer.value !== null);
}

function mapped({ values }: Mapped, { path, value }: Answer): readonly Answer[] {
  const name = String(value);
  const answers = Object.hasOwn(values, name) ? Object.entries(values[name] ?? {}) : [];
  return answers.map(([target, answer]) => ({ path: inRowsOf(path, target), value: answer }));
}

function isDropped(drop: readonly string[], path: string): boolean {
  return drop.some((dropped) => liesIn(dropped, path));
}

/** At this field, or in this group or list. */
function liesIn(template: string, path: string): boolean {
  const here = templateOf(path);
  return here === template || here.startsWith(`${template}/`);
}
