/** One dossier in memory: changes and exclusions in, what people see out (SPEC W1–W13, X5–X10, C9). */

import { type Content, canonical, type Excluded, type Shown } from "./canonical";
import type { Change, Newer } from "./change";
import { conflicts } from "./conflicts";
import { type Exclusion, type LeftOut, leavesNothingOut, leavesOut, standing } from "./exclusions";
import * as heads from "./heads";
import { type LogEntry, sorted } from "./log";
import { type Hex, sameBytes } from "./packing";
import { type Entry, set, shownFirst } from "./registers";
import { replaced } from "./replaced";
import * as rows from "./rows";

/** "waiting" comes with code "newer" or "", "quarantined" with the code of the exclusion. */
export interface Verdict {
  readonly verdict: "accepted" | "waiting" | "quarantined";
  readonly code: string;
}

export class Document {
  readonly id: Hex;
  private readonly stored = new Map<Hex, Change | Newer>();
  private readonly records = new Map<Hex, readonly Exclusion[]>();
  /** Held or excluded, and not applied. */
  private readonly pending = new Set<Hex>();
  private history = heads.emptyHistory();
  private content = emptyContent();
  /** Something came that changes what is applied already: the next settling folds anew. */
  private stale = false;

  constructor(id: Hex) {
    this.id = id;
  }

  /** Takes in a verified change; answers what became applied thereby, parents first. */
  take(id: Hex, change: Change | Newer): readonly Hex[] {
    this.store(id, change);
    return this.settle();
  }

  /** Takes in a verified exclusion; answers what became applied thereby, parents first. */
  exclude(record: Exclusion): readonly Hex[] {
    this.storeExclusion(record);
    return this.settle();
  }

  /** The first half of `take`: what people see stays as it is until `settle`. */
  store(id: Hex, change: Change | Newer): void {
    if (change.document !== this.id) throw new Error("a change of another document");
    const before = this.standing(id);
    this.stored.set(id, change);
    this.expect(id, before);
  }

  /** The first half of `exclude`. */
  storeExclusion(record: Exclusion): void {
    if (record.document !== this.id) throw new Error("an exclusion in another document");
    const id = record.change;
    const records = this.records.get(id) ?? [];
    if (records.some(({ payload }) => sameBytes(payload, record.payload))) return;
    const before = this.standing(id);
    this.records.set(id, [...records, record]);
    this.expect(id, before);
  }

  /** Would `settle` apply something that is not applied yet? */
  isReady(): boolean {
    return this.applicable().length > 0;
  }

  /** The second half: applies all that can be; answers what became applied, parents first. */
  settle(): readonly Hex[] {
    const before = this.history.places;
    if (this.stale) {
      // An exclusion reaches back behind everything that was built on its change: start over.
      this.stale = false;
      this.history = heads.emptyHistory();
      this.content = emptyContent();
      for (const id of [...before.keys(), ...this.stored.keys(), ...this.records.keys()])
        this.pending.add(id);
    }
    const applied = this.applicable();
    for (const id of applied) {
      heads.append(this.history, id, this.needs(id) ?? []);
      this.play(this.content, id, this.leftOut);
      this.pending.delete(id);
    }
    return before === this.history.places ? applied : applied.filter((id) => !before.has(id));
  }

  holds(id: Hex): boolean {
    return this.stored.has(id);
  }

  held(id: Hex): Change | Newer | undefined {
    return this.stored.get(id);
  }

  isApplied(id: Hex): boolean {
    return this.history.places.has(id);
  }

  /** The change, where it is applied and its payload is held and understood. */
  applied(id: Hex): Change | undefined {
    return this.isApplied(id) ? this.understood(id) : undefined;
  }

  /** The ids of what is applied, stand-ins too, parents first. */
  order(): readonly Hex[] {
    return this.history.ids;
  }

  heads(): readonly Hex[] {
    return [...this.history.heads].sort();
  }

  /** What the next change by that device names as its parents. */
  parentsFor(device: Hex): readonly Hex[] {
    return heads.parentsOfNext(this.history, (head) => this.stored.get(head)?.device === device);
  }

  /** Does `earlier` lie in the context of `later`? Both are applied. */
  saw(later: Hex, earlier: Hex): boolean {
    return heads.saw(this.history, later, earlier);
  }

  /** As of now; undefined for what is neither held nor stood in for. */
  verdict(id: Hex): Verdict | undefined {
    if (this.isApplied(id)) {
      const record = this.standing(id);
      if (record === undefined || leavesNothingOut(record.operations))
        return { verdict: "accepted", code: "" };
      return { verdict: "quarantined", code: record.code };
    }
    const change = this.stored.get(id);
    return change && { verdict: "waiting", code: change.kind === "newer" ? "newer" : "" };
  }

  /** The parents of a waiting change that are neither held nor stood in for, sorted. */
  missing(id: Hex): readonly Hex[] {
    if (this.isApplied(id)) return [];
    const parents = this.understood(id)?.parents ?? [];
    return parents.filter(
      (parent) => !this.stored.has(parent) && this.standing(parent)?.operations !== "all",
    );
  }

  /** The exclusion that counts for a change, readmissions too. */
  standing(id: Hex): Exclusion | undefined {
    const records = this.records.get(id);
    return records && standing(records, this.understood(id));
  }

  /** Every field with its entries, the one to draw first at the front. */
  fields(): ReadonlyMap<string, readonly Entry[]> {
    return new Map([...this.content.registers.keys()].map((path) => [path, this.field(path)]));
  }

  field(path: string): readonly Entry[] {
    return shownFirst(this.content.registers.get(path)?.values() ?? []);
  }

  lists(): readonly string[] {
    return [...this.content.rows.keys()].sort();
  }

  /** Every row ever known of a list, in its order; draw those that are visible. */
  rows(list: string): readonly rows.Row[] {
    return rows.drawn(this.content.rows, list);
  }

  log(): readonly LogEntry[] {
    return sorted(this.content.log);
  }

  /** The fields that a person has to choose for, sorted. */
  conflicts(at?: Iterable<Hex>): readonly string[] {
    return conflicts(this.shown(at).content);
  }

  /** Values to tell people of: taken away by what was left out, or lost while their change was. */
  replaced(): ReadonlyMap<string, readonly Entry[]> {
    const judged = [...this.records].flatMap(([id, records]) => {
      const change = this.applied(id);
      if (change === undefined) return [];
      const before = this.shown(this.needs(id)).content.registers;
      return [{ id, change, records, leftOut: this.leftOut(id), before }];
    });
    return replaced(judged, this.content.registers);
  }

  /** The canonical text of all, or of these changes and their ancestors alone. */
  state(at?: Iterable<Hex>): string {
    return canonical(this.id, this.shown(at));
  }

  /** All, or some changes and their ancestors; under the exclusions that stand, or under others. */
  shown(at?: Iterable<Hex>, leftOut: (id: Hex) => LeftOut = this.leftOut): Shown {
    const context = heads.contextOf(
      this.history,
      [...(at ?? this.history.heads)].filter((id) => this.isApplied(id)),
    );
    const inside = this.history.ids.filter((_, place) => heads.contains(context, place));
    const excluded = inside
      .map((id): Excluded => [id, leftOut(id)])
      .filter(([, operations]) => !leavesNothingOut(operations));
    return {
      content: at || leftOut !== this.leftOut ? this.contentOf(context, leftOut) : this.content,
      heads: heads.headsWithin(this.history, inside),
      exclusions: excluded.sort(([a], [b]) => (a < b ? -1 : 1)),
    };
  }

  private readonly leftOut = (id: Hex): LeftOut => this.standing(id)?.operations ?? [];

  private understood(id: Hex): Change | undefined {
    const held = this.stored.get(id);
    return held?.kind === "change" ? held : undefined;
  }

  /** Something came about a change: it is to be looked at, or what stands of it is to be folded anew. */
  private expect(id: Hex, before: Exclusion | undefined): void {
    if (!this.isApplied(id)) this.pending.add(id);
    else if (this.standing(id) !== before) this.stale = true;
  }

  /** What must be applied first; undefined for what nothing held can apply. */
  private needs(id: Hex): readonly Hex[] | undefined {
    const record = this.standing(id);
    return record?.operations === "all" ? record.parents : this.understood(id)?.parents;
  }

  /** What is pending and can be applied, now or after others of it: parents first. */
  private applicable(): readonly Hex[] {
    const ready: Hex[] = [];
    const lacking = new Map<Hex, number>();
    const children = new Map<Hex, Hex[]>();
    for (const id of this.pending) {
      const lacks = this.needs(id)?.filter((parent) => !this.isApplied(parent));
      if (lacks?.length === 0) ready.push(id);
      lacking.set(id, lacks?.length ?? 0);
      for (const parent of lacks ?? []) {
        const siblings = children.get(parent);
        if (siblings) siblings.push(id);
        else children.set(parent, [id]);
      }
    }
    for (const id of ready) {
      for (const child of children.get(id) ?? []) {
        const rest = (lacking.get(child) ?? 0) - 1;
        lacking.set(child, rest);
        if (rest === 0) ready.push(child);
      }
    }
    return ready;
  }

  private contentOf(context: heads.Context, leftOut: (id: Hex) => LeftOut): Content {
    const content = emptyContent();
    this.history.ids.forEach((id, place) => {
      if (heads.contains(context, place)) this.play(content, id, leftOut);
    });
    return content;
  }

  /** Folds one applied change into the content. */
  private play({ registers, rows: groups, log }: Content, id: Hex, leftOut: (id: Hex) => LeftOut): void {
    const change = this.understood(id);
    const out = leftOut(id);
    const saw = (other: Hex) => this.saw(id, other);
    change?.operations.forEach((operation, place) => {
      if (leavesOut(out, place)) return;
      const { time } = change;
      const [kind, path] = operation;
      if (kind === "set") {
        set(registers, path, { change: id, time, value: operation[2] }, saw);
        rows.touch(groups, path, id, saw);
      } else if (kind === "insert") rows.insert(groups, path, operation[2], operation[3], id, saw);
      else if (kind === "remove") rows.remove(groups, path, operation[2], id, saw);
      else log.push({ change: id, time, place, kind: path, body: operation[2] });
    });
  }
}

function emptyContent(): Content {
  return { registers: new Map(), rows: new Map(), log: [] };
}
