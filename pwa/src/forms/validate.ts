/**
 * What is left to mend, as (path, keyword, parameters): the very list that backend/forms/validate.py makes.
 * The library says only which keyword failed where; what the triple says is worked out from the schema, by rules
 * that both languages share (schemas/forms/README.md, errors).
 */

import { type Schema as AnySchema, Validator } from "@cfworker/json-schema";
import type { FormError } from "../wire.gen";
import { type Answers, type Json, pathOf } from "./assemble";
import type { Form, Schema } from "./dialect";
import { brokenRules } from "./rules";

type Parameters = FormError[2];

/** One broken rule: a JSON pointer in parts, the keyword, and the numbers its sentence needs. */
export interface Broken {
  readonly pointer: readonly string[];
  readonly keyword: string;
  readonly parameters: Parameters;
}

type Tree = { [name: string]: Json };

/** More than anybody would mend one by one; a hostile dossier could have any number. */
const ERRORS_MAX = 500;
/** A missing group is filled in with an empty one, level by level; the dialect nests no deeper. */
const DEPTH_MAX = 8;

const LIMITS: readonly string[] = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems"];
const PLAIN: readonly string[] = ["enum", "const", "pattern", "uniqueItems"];

const validators = new WeakMap<Schema, Validator>();

/**
 * Every broken rule of the whole form, sorted by path, then keyword; empty if it can be handed in.
 * `today` is the day of the judgement in Ho Chi Minh City, `2026-11-26`.
 */
export function validate(form: Form, answers: Answers, today: string): readonly FormError[] {
  const errors = brokenKeywords(form.schema, answers.data).map(
    ({ pointer, keyword, parameters }): FormError => [pathOf(answers, pointer), keyword, parameters],
  );
  for (const path of answers.unknown) errors.push([path, "additionalProperties", {}]);
  for (const { path, rule, level, offer } of brokenRules(form, answers, today)) {
    if (level === "error") errors.push([path, "rule", offer === null ? { rule } : { rule, offer }]);
  }
  // A rule can stand in two branches of a schema; what it asks for is mended once.
  const once = new Map(errors.map((error) => [sortKey(error), error]));
  return [...once.keys()]
    .sort()
    .slice(0, ERRORS_MAX)
    .map((key) => once.get(key) as FormError);
}

/** What `data` breaks. A missing group counts as an empty one, so that its fields are named. */
export function brokenKeywords(schema: Schema, data: Tree): readonly Broken[] {
  const validator = validatorOf(schema);
  const whole = structuredClone(data);
  for (let depth = 0; depth < DEPTH_MAX; depth += 1) {
    const broken = validator
      .validate(whole)
      .errors.flatMap((failure) =>
        failure.keyword === "false"
          ? []
          : rulesOf(schema, whole, partsOf(failure.instanceLocation), partsOf(failure.keywordLocation)),
      );
    const groups = broken.filter(
      ({ keyword, pointer }) => keyword === "required" && isGroup(schema, pointer),
    );
    if (groups.length === 0) return broken;
    for (const { pointer } of groups) {
      const parent = at(whole, pointer.slice(0, -1)) as Tree;
      parent[pointer.at(-1) as string] = {};
    }
  }
  throw new Error("the dialect nests no deeper than this");
}

function validatorOf(schema: Schema): Validator {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = new Validator(schema as AnySchema, "2020-12", false);
  validators.set(schema, made);
  return made;
}

/** The rules that one failed keyword stands for; none where it only passes on a failure further down. */
function rulesOf(
  schema: Schema,
  data: Json,
  pointer: readonly string[],
  evaluation: readonly string[],
): readonly Broken[] {
  const keyword = evaluation.at(-1) ?? "";
  const found = ruleAt(schema, evaluation);
  if (found.insideAnyOf) return [];
  const { rule } = found;
  const plain = (parameters: Parameters) => [{ pointer, keyword, parameters }];
  const beneath = (names: readonly string[]) =>
    names.map((name) => ({ pointer: [...pointer, name], keyword, parameters: {} }));
  if (keyword === "required") {
    const there = at(data, pointer) as Tree;
    return beneath((rule as readonly string[]).filter((name) => !Object.hasOwn(there, name)));
  }
  if (keyword === "additionalProperties") {
    const known = ruleAt(schema, [...evaluation.slice(0, -1), "properties"]).rule as object;
    return beneath(Object.keys(at(data, pointer) as Tree).filter((name) => !Object.hasOwn(known, name)));
  }
  if (keyword === "anyOf") {
    const names = (rule as readonly Schema[]).flatMap((alternative) => alternative.required ?? []);
    const parameters = { fields: names.join(" ") };
    return [{ pointer: [...pointer, names[0] ?? ""], keyword, parameters }];
  }
  if (keyword === "type") return plain({ type: rule as string });
  if (LIMITS.includes(keyword)) return plain({ limit: rule as number });
  return PLAIN.includes(keyword) ? plain({}) : [];
}

/** What stands at an evaluation path, through references, and whether it is one of several alternatives. */
function ruleAt(schema: Schema, evaluation: readonly string[]): { rule: unknown; insideAnyOf: boolean } {
  let node: unknown = schema;
  let names = false;
  let insideAnyOf = false;
  for (const [place, part] of evaluation.entries()) {
    const here: unknown = (node as Readonly<Record<string, unknown>>)[part];
    const isKeyword: boolean = !names && !Array.isArray(node);
    if (isKeyword && part === "anyOf" && place < evaluation.length - 1) insideAnyOf = true;
    if (isKeyword && part === "$ref") node = schema.$defs?.[(here as string).slice("#/$defs/".length)];
    else node = here;
    names = isKeyword && part === "properties";
  }
  return { rule: node, insideAnyOf };
}

/** Whether the form has a group of fields there. Every field stands in the plain `properties`. */
function isGroup(schema: Schema, pointer: readonly string[]): boolean {
  let node: Schema | undefined = schema;
  for (const part of pointer) {
    const around = resolved(schema, node);
    node = around?.type === "array" ? around.items : around?.properties?.[part];
  }
  return resolved(schema, node)?.type === "object";
}

function resolved(schema: Schema, node: Schema | undefined): Schema | undefined {
  let here = node;
  while (here?.$ref !== undefined) here = schema.$defs?.[here.$ref.slice("#/$defs/".length)];
  return here;
}

function at(data: Json, pointer: readonly string[]): Json {
  return pointer.reduce<Json>((node, name) => (node as Tree)[name] as Json, data);
}

/** `#/properties/name/minLength` in parts. Names in the dialect need no unescaping. */
function partsOf(location: string): readonly string[] {
  return location.split("/").slice(1);
}

/** Orders by path, then keyword, then parameters: no path or keyword holds a space. */
function sortKey([pointer, keyword, parameters]: FormError): string {
  return `${pointer} ${keyword} ${JSON.stringify(parameters)}`;
}
