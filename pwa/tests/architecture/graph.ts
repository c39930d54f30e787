/** Who imports whom in src: static, type-only, re-exported and dynamic imports, and import.meta.glob. */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

const SRC = fileURLToPath(new URL("../../src", import.meta.url));

export interface Import {
  /** Relative to src, as is `to` where it is a file there; else `to` is what stands in the source. */
  readonly from: string;
  readonly to: string;
  readonly kind: "inside" | "outside" | "package";
}

/** Every code file of src, relative to it. */
export function sourceFiles(): readonly string[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|tsx)$/.test(file))
    .sort();
}

export function importsOf(file: string): readonly Import[] {
  const { program, errors } = parseSync(file, readFileSync(join(SRC, file), "utf8"));
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Import[] = [];
  walk(program, (specifier) => found.push(...resolve(file, specifier)));
  return found;
}

/** A cycle among the files as a list of names, the first one repeated at the end; null where there is none. */
export function cycleIn(edges: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const next of edges.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle !== null) return cycle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of edges.keys()) {
    const cycle = visit(file);
    if (cycle !== null) return cycle;
  }
  return null;
}

/** What the parser gives: a tree of plain objects. */
interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Node types that name a module, all with the name in `source`. */
const NAMING = new Set([
  "ImportDeclaration",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "ImportExpression",
  "TSImportType",
]);

function walk(value: unknown, found: (specifier: string) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, found);
  if (!isNode(value)) return;
  if (NAMING.has(value.type) && isNode(value.source)) found(String(value.source.value));
  if (value.type === "CallExpression" && isGlob(value.callee)) {
    for (const argument of value.arguments as Node[]) {
      const patterns = argument.type === "ArrayExpression" ? (argument.elements as Node[]) : [argument];
      for (const pattern of patterns) if (typeof pattern.value === "string") found(pattern.value);
    }
  }
  for (const child of Object.values(value)) walk(child, found);
}

function isGlob(callee: unknown): boolean {
  return (
    isNode(callee) &&
    callee.type === "MemberExpression" &&
    isNode(callee.object) &&
    callee.object.type === "MetaProperty" &&
    isNode(callee.property) &&
    callee.property.name === "glob"
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}

function resolve(from: string, specifier: string): readonly Import[] {
  if (!specifier.startsWith(".")) return [{ from, to: specifier, kind: "package" }];
  const path = posix.normalize(posix.join(dirname(from), specifier));
  if (path.startsWith("..")) return [{ from, to: path, kind: "outside" }];
  if (path.includes("*")) {
    const hits = sourceFiles().filter((file) => globbed(path).test(file));
    return hits.map((to) => ({ from, to, kind: "inside" }));
  }
  const file = [path, `${path}.ts`, `${path}.tsx`].find((name) => isFile(join(SRC, name)));
  if (file === undefined) throw new Error(`${from} imports ${specifier}, which is not there`);
  return [{ from, to: file, kind: "inside" }];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

function globbed(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\*\*\/|\*/g, (stars) => (stars === "*" ? "[^/]*" : "(?:.*/)?"));
  return new RegExp(`^${source}$`);
}
