/** What a published form is: a schema in the dialect of schemas/forms/README.md, and a `ui` that says how to ask. */

import type { Language } from "../store/settings";

export type Scalar = boolean | number | string;
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
  | "choice"
  | "date"
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
  /** When the keypad of digits is enough. */
  readonly digits?: Condition;
  readonly autocomplete?: string;
  readonly errors?: Readonly<Record<string, Words>>;
  readonly row?: RowSteps;
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

/** One published version of a form. */
export interface Form {
  readonly id: string;
  readonly schema: Schema;
  readonly ui: Ui;
}

/** A path without its row ids: `/items/@/title` for `/items/@9f3kq0aa00000/title`. */
export function templateOf(path: string): string {
  return path.replace(/\/@[^/]*/g, "/@");
}

/** The template with the rows of `path` filled in, outermost first. */
export function inRowsOf(path: string, template: string): string {
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
