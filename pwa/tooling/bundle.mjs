/** The catalogue that the app brings along: the digest of each entry, as the hub has them (backend/forms/bundle.py). */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

const SCHEMAS = fileURLToPath(new URL("../../schemas/", import.meta.url));
/** A string, which stays as it is, or the space between two tokens. */
const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

/** @returns {Record<string, string>} SHA-256 by the entry's name, in hexadecimal */
export function digests() {
  /** @type {Map<string, Map<string, string>>} */
  const entries = new Map();
  const files = readdirSync(SCHEMAS, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    const place = placeOf(file.split(sep).join("/"));
    if (place === null) continue;
    const [name, part] = place;
    const parts = entries.get(name) ?? new Map();
    entries.set(name, parts.set(part, readFileSync(SCHEMAS + file, "utf8").replace(STRING_OR_SPACE, "$1")));
  }
  const named = [...entries].sort(byName).map(([name, parts]) => [name, digestOf(contentOf(parts))]);
  return Object.fromEntries(named);
}

/**
 * The entry that a file belongs to, and as which part of it; "" where it is all of it.
 * @param {string} file
 * @returns {readonly [name: string, part: string] | null}
 */
function placeOf(file) {
  const [folder = "", first = "", second = "", third = ""] = file.replace(/\.json$/, "").split("/");
  if (folder === "forms" && /^[0-9]+$/.test(second) && third !== "")
    return [`form/${first}@${second}`, third];
  if (second !== "") return null;
  if (folder === "procedures") return [`procedure/${first}`, ""];
  if (folder === "calendars") return ["calendar", first];
  if (folder === "units") return ["units", ""];
  return folder === "forms" && ["published", "titles"].includes(first) ? [first, ""] : null;
}

/** @param {Map<string, string>} parts */
function contentOf(parts) {
  const whole = parts.get("");
  if (whole !== undefined) return whole;
  return `{${[...parts]
    .sort(byName)
    .map(([part, text]) => `${JSON.stringify(part)}:${text}`)
    .join(",")}}`;
}

/** @param {string} content */
function digestOf(content) {
  return createHash("sha256").update(content, "utf8").digest("hex");
}

/**
 * @param {readonly [string, unknown]} one
 * @param {readonly [string, unknown]} other
 */
function byName([one], [other]) {
  return one < other ? -1 : 1;
}
