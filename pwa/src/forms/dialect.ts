/** What a published form is: a schema in the dialect of schemas/forms/README.md, and a `ui` that says how to ask. */

import type { Language } from "../store/settings";
import type { Calendar } from "./days";

export type Scalar = boolean | number | string;

/** An expression, a tree as JSON has it; publication has checked its shape and its types (expressions.ts). */
export type Node = Scalar | Operation;

/** One operator with its operands, by their names. */
export interface Operation {
  readonly field?: string;
  readonly is?: Scalar;
  readonly in?: readonly Scalar[];
  readonly present?: true;
  readonly all?: readonly Node[];
  readonly any?: readonly Node[];
  readonly not?: Node;
  readonly known?: Node;
  readonly equal?: readonly Node[];
  readonly less?: readonly Node[];
  readonly atMost?: readonly Node[];
  readonly today?: true;
  readonly sum?: readonly Node[];
  readonly product?: readonly Node[];
  readonly difference?: readonly Node[];
  readonly quotient?: readonly Node[];
  readonly remainder?: readonly Node[];
  readonly least?: readonly Node[];
  readonly greatest?: readonly Node[];
  readonly if?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly count?: string;
  readonly where?: Node;
  readonly total?: string;
  readonly of?: Node;
  readonly daysAfter?: readonly Node[];
  readonly monthsAfter?: readonly Node[];
  readonly workingDaysAfter?: readonly Node[];
  readonly earliest?: Node;
  readonly latest?: Node;
  readonly day?: Node;
  readonly part?: readonly [Node, number, number];
  readonly inWords?: Node;
}

export type Words = Readonly<Record<Language, string>>;

/** A question about other answers; a field that it names stands in the same rows as the field that asks. */
export type Condition =
  | { readonly field: string; readonly is: Scalar }
  | { readonly field: string; readonly in: readonly Scalar[] }
  | { readonly field: string; readonly present: true }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

export type Widget =
  | "text"
  | "area"
  | "name"
  | "phone"
  | "email"
  | "code"
  | "integer"
  | "decimal"
  | "money"
  | "choice"
  | "listed"
  | "tick"
  | "date"
  | "month"
  | "partial-date"
  | "datetime"
  | "unit"
  | "country"
  | "promise"
  | "declaration"
  | "rows";

export interface Option {
  readonly value: Scalar;
  readonly label: Words;
}

/** One page of the form: one question and the fields that answer it. */
export interface Step {
  readonly id: string;
  readonly question: Words;
  readonly hint?: Words;
  readonly fields: readonly string[];
  /** What is worked out and shown below the fields. */
  readonly shows?: readonly string[];
  /** Latitude and longitude, which the phone can fill in by itself when asked to. */
  readonly position?: readonly [string, string];
}

export interface RowSteps {
  readonly name: Words;
  readonly add: Words;
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Field {
  readonly label: Words;
  readonly widget: Widget;
  readonly hint?: Words;
  /** Two answers must be settled before the dossier can be handed in. */
  readonly critical?: boolean;
  readonly required?: boolean | Condition;
  readonly visible?: Condition;
  readonly options?: readonly Option[];
  /** Offered as the answer, and written only once the person has seen it and gone on. */
  readonly default?: Scalar;
  /** The number is shown and typed divided by 10 to this power. */
  readonly scale?: number;
  readonly unit?: Words;
  /** The number may be below zero: a keypad of digits has no minus. */
  readonly signed?: true;
  /** When the keypad of digits is enough. */
  readonly digits?: Condition | true;
  readonly autocomplete?: string;
  /** Which of the things that people keep about themselves answers it. */
  readonly mine?: string;
  /** Of an area exempt from permits: the field with the unit that may have published some. */
  readonly areas_of?: string;
  readonly errors?: Readonly<Record<string, Words>>;
  readonly row?: RowSteps;
}

/** How something that is worked out is told. */
export interface Shown {
  readonly label: Words;
  readonly widget: Widget;
  readonly unit?: Words;
  readonly hint?: Words;
}

export interface Section {
  readonly title: Words;
  readonly steps: readonly Step[];
}

export interface Ui {
  readonly form: string;
  readonly title: Words;
  readonly sections: readonly Section[];
  readonly at_check: readonly string[];
  /** By template, in the order in which they are asked; a condition looks only at fields before its own. */
  readonly fields: Readonly<Record<string, Field>>;
  /** What is told when a rule is broken; {offer} is the answer that would do. */
  readonly rules?: Readonly<Record<string, Words>>;
  readonly computed?: Readonly<Record<string, Shown>>;
  readonly not_asked: Readonly<Record<string, Words>>;
}

/** The part of JSON Schema that the dialect allows. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly enum?: readonly Scalar[];
  readonly const?: Scalar;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
}

/** What must be so between fields; the words for it are in the form's `ui`, by id. */
export interface Rule {
  readonly id: string;
  readonly at: string;
  readonly holds: Node;
  readonly offer?: Node;
  readonly level?: "error" | "warning";
}

/** What is worked out from the answers and shown, never written down: a fee, a date in words. */
export interface Computed {
  readonly at: string;
  readonly value: Node;
}

export interface Rules {
  readonly rules?: readonly Rule[];
  readonly computed?: readonly Computed[];
}

/** One published version of a form. */
export interface Form {
  readonly id: string;
  readonly schema: Schema;
  readonly rules: Rules;
  readonly ui: Ui;
  readonly calendar: Calendar;
}

/** A path without its row ids: `/items/@/title` for `/items/@9f3kq0aa00000/title`. */
export function templateOf(path: string): string {
  if (!path.includes("/@")) return path;
  return path.replace(/\/@[^/]*/g, "/@");
}

/** The template with the rows of `path` filled in, outermost first. */
export function inRowsOf(path: string, template: string): string {
  if (!template.includes("/@")) return template;
  const rows = path.split("/").filter((name) => name.startsWith("@"));
  return template
    .split("/")
    .map((name) => (name === "@" ? (rows.shift() ?? "@") : name))
    .join("/");
}

export function fieldOf(form: Form, path: string): Field | undefined {
  const template = templateOf(path);
  return Object.hasOwn(form.ui.fields, template) ? form.ui.fields[template] : undefined;
}

/** The schema of one field or group, references followed; every field stands in the plain `properties`. */
export function schemaOf(form: Form, path: string): Schema | undefined {
  let node: Schema | undefined = form.schema;
  for (const name of path.split("/").slice(1)) {
    if (node === undefined) return undefined;
    node = name.startsWith("@") ? node.items : node.properties?.[name];
    while (node?.$ref !== undefined) node = form.schema.$defs?.[node.$ref.slice("#/$defs/".length)];
  }
  return node;
}

/** The codes that the schema allows at `path`; empty where it names none. */
export function codesOf(form: Form, path: string): readonly string[] {
  return (schemaOf(form, path)?.enum ?? []).map(String);
}
