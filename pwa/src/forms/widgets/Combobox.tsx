/**
 * One name out of many: type a few letters, choose from the list below (the ARIA combobox pattern: the focus stays in the
 * box, arrows walk the list, Enter takes, Escape closes). The list pushes the page down and covers nothing.
 */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

export interface Candidate {
  readonly value: string;
  readonly name: string;
  readonly hint?: string | undefined;
}

export interface CandidateGroup {
  readonly label: string;
  readonly candidates: readonly Candidate[];
}

interface Props {
  readonly id: string;
  readonly label: string;
  /** The name that is chosen; "" for none. */
  readonly chosen: string;
  /** What fits a query; everything for an empty one. */
  readonly find: (query: string) => readonly CandidateGroup[];
  /** How many were found, for those who hear it. */
  readonly found: (count: number) => string;
  readonly autocomplete?: string | undefined;
  readonly describedBy: string | undefined;
  readonly invalid: boolean | undefined;
  readonly onChoose: (candidate: Candidate) => void;
  readonly onClear: () => void;
}

export function Combobox(props: Props) {
  const { id, chosen, find, onChoose, onClear } = props;
  const query = useSignal<string | null>(null);
  const open = useSignal(false);
  const active = useSignal(-1);
  const box = useRef<HTMLInputElement>(null);
  const isCut = useSignal(false);
  useLayoutEffect(() => {
    const { scrollWidth = 0, clientWidth = 0 } = box.current ?? {};
    isCut.value = scrollWidth > clientWidth;
  }, [chosen, query.value]);
  const groups = open.value ? find(query.value ?? "") : [];
  const candidates = groups.flatMap((group) => group.candidates);
  const close = () => {
    open.value = false;
    active.value = -1;
  };
  const take = (candidate: Candidate | undefined) => {
    if (candidate === undefined) return;
    query.value = null;
    close();
    onChoose(candidate);
  };
  const walk = (by: number) => {
    if (!open.value) open.value = true;
    else active.value = (active.value + by + candidates.length) % Math.max(candidates.length, 1);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(active.value < 0 ? 0 : -1);
    else if (event.key === "Enter" && open.value && active.value >= 0) take(candidates[active.value]);
    else if (event.key === "Escape" && open.value) close();
    else return;
    event.preventDefault();
  };

  return (
    <div class="combobox">
      <input
        id={id}
        ref={box}
        class="input"
        type="text"
        role="combobox"
        aria-expanded={open.value}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active.value < 0 ? undefined : optionId(id, active.value)}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        autocomplete="off"
        spellcheck={false}
        value={query.value ?? chosen}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => {
          open.value = true;
        }}
        onKeyDown={pressed}
        onInput={(event) => {
          query.value = event.currentTarget.value;
          open.value = true;
          active.value = -1;
          if (query.value === "" && chosen !== "") onClear();
        }}
        onBlur={() => {
          // A name written out in full was meant; anything less leaves what was chosen before.
          const only = candidates.length === 1 ? candidates[0] : undefined;
          if (query.value !== null && only?.name.toLowerCase() === query.value.trim().toLowerCase())
            take(only);
          if (query.value === "" || chosen !== "") query.value = null;
          close();
        }}
      />
      {/* A box has one line: with large letters on a narrow screen it may not hold the name. Heard it is whole. */}
      {isCut.value && query.value === null && <p aria-hidden="true">{chosen}</p>}
      <OptionList
        id={id}
        label={props.label}
        groups={groups}
        active={active.value}
        open={open.value}
        onTake={take}
      />
      <p class="small" role="status">
        {open.value && query.value !== null && query.value.trim() !== ""
          ? props.found(candidates.length)
          : ""}
      </p>
    </div>
  );
}

interface OptionListProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly CandidateGroup[];
  readonly active: number;
  readonly open: boolean;
  readonly onTake: (candidate: Candidate) => void;
}

function OptionList({ id, label, groups, active, open, onTake }: OptionListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const numbers = new Map(groups.flatMap((group) => group.candidates).map((each, index) => [each, index]));
  return (
    <div id={`${id}-list`} class="options" role="listbox" aria-label={label} hidden={!open} ref={list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox has no element of its own
        <div key={group.label} role="group" aria-label={group.label}>
          <p class="options-label" aria-hidden="true">
            {group.label}
          </p>
          {group.candidates.map((candidate) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the box, which keeps the focus
            <div
              key={candidate.value}
              id={optionId(id, numbers.get(candidate) ?? 0)}
              class="option"
              role="option"
              tabIndex={-1}
              aria-selected={numbers.get(candidate) === active}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onTake(candidate)}
            >
              {candidate.name}
              {candidate.hint !== undefined && <span class="small">{candidate.hint}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function optionId(id: string, number: number): string {
  return `${id}-option-${number}`;
}
