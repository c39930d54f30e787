import { describe, expect, test } from "vitest";
import type { Operation } from "../../src/sync/change";
import type { Document } from "../../src/sync/document";
import { body, claims, judge } from "../../src/sync/submission";
import { BAY, holding, LAN, leaveOut, type Made, make, seal, set, sha256 } from "./making";

const FORM = "khoi-cong@1";

function submit(document: Document, heads: readonly Made[], kind = "submitted"): Made {
  const operation: Operation = ["record", kind, body(document, FORM, sha256(document.state()))];
  return make(heads, [operation]);
}

describe("submission", () => {
  const first = make([], [set("/a", "Lan")]);
  const beside = make([], [set("/a", "Bảy")], { device: BAY });

  test.each(["submitted", "supplemented"])(
    "B1 B3 B6 %s names the state that its author reviewed",
    async (kind) => {
      const document = holding([first, beside]);
      const reviewed = document.state();
      const submission = submit(document, [first, beside], kind);
      document.take(submission.id, submission.change);
      const judged = judge(document, submission.id);
      expect(judged).toMatchObject({
        form: FORM,
        theirs: reviewed,
        ours: reviewed,
        digest: await seal.digest(reviewed),
      });
      expect(judged?.conflicts).toEqual(["/a"]);
    },
  );

  test("B2 B3 our own exclusions give another text, and the author's theirs", () => {
    const author = holding([first, beside], [leaveOut(beside, "all")]);
    const submission = submit(author, [first, beside]);
    const hub = holding([first, beside, submission], [leaveOut(first, [0])]);
    const judged = judge(hub, submission.id);
    expect(sha256(judged?.theirs ?? "")).toBe(judged?.digest);
    expect(judged?.ours).toBe(hub.state([first.id, beside.id]));
    expect(judged?.ours).not.toBe(judged?.theirs);
  });

  test("B4 B5 what is concurrent or later is neither in the text nor among its conflicts", () => {
    const submission = submit(holding([first]), [first]);
    const later = make([submission], [set("/b", 1)]);
    const judged = judge(holding([first, submission, beside, later]), submission.id);
    expect(judged).toMatchObject({ ours: holding([first]).state(), conflicts: [] });
  });

  test.each<[string, readonly Operation[]]>([
    ["no record", [set("/a", 1)]],
    ["another record", [["record", "noted", { digest: "", form: FORM, exclusions: [] }]]],
    [
      "something beside it",
      [["record", "submitted", { digest: "", form: FORM, exclusions: [] }], set("/a", 1)],
    ],
    ["something more in it", [["record", "submitted", { digest: "", form: FORM, exclusions: [], more: 1 }]]],
    ["no exclusions", [["record", "submitted", { digest: "", form: FORM }]]],
    ["a number for a digest", [["record", "submitted", { digest: 1, form: FORM, exclusions: [] }]]],
    [
      "exclusions of nothing",
      [["record", "submitted", { digest: "", form: FORM, exclusions: [[sha256("x"), "all"]] }]],
    ],
    [
      "exclusions of another form",
      [["record", "submitted", { digest: "", form: FORM, exclusions: ["all", [1], null] }]],
    ],
    ["exclusions that are none", [["record", "submitted", { digest: "", form: FORM, exclusions: "all" }]]],
  ])("B2 %s is no submission", (_name, operations) => {
    const odd = make([first], operations);
    expect(judge(holding([first, odd]), odd.id)).toBe(null);
  });

  test("B2 one that is not applied cannot be judged", () => {
    const submission = submit(holding([first]), [first]);
    expect(judge(holding([submission]), submission.id)).toBe(null);
  });

  test("B7 who began a document is told by its id", async () => {
    const nonce = "00112233445566778899aabbccddeeff";
    const begun = make([], [["record", "created", { nonce }]]);
    const liar = make([], [["record", "created", { nonce }]], { device: BAY });
    const odd = make(
      [],
      [
        ["record", "created", { nonce: `${nonce}00` }],
        ["record", "created", {}],
      ],
    );
    // Left out or not: the id itself says who made it.
    const found = claims(holding([begun, liar, odd], [leaveOut(begun, "all")]));
    expect(new Set(found.map(({ device }) => device))).toEqual(new Set([LAN, BAY]));
    const ids = await Promise.all(
      found.map(({ device }) => seal.documentId(device, Buffer.from(nonce, "hex"))),
    );
    expect(new Set(ids).size).toBe(2);
  });
});
