/** Which screen an address shows. */

import { expect, test } from "vitest";
import { match, type Route } from "../../src/ui/router";

const load = () => Promise.reject(new Error("not loaded here"));
const table: readonly Route[] = [
  "/",
  "/ho-so",
  "/ho-so/:document",
  "/ho-so/:document/dien/:step?",
  "/ho-so/:document/kiem-tra",
].map((path) => ({ path, load }));

const routed = (path: string) => {
  const found = match(table, path);
  return found === null ? null : [found.route.path, found.params];
};

test.each([
  ["/", ["/", {}]],
  ["/ho-so", ["/ho-so", {}]],
  ["/ho-so/", ["/ho-so", {}]],
  ["/ho-so/ab12", ["/ho-so/:document", { document: "ab12" }]],
  ["/ho-so/ab12/dien", ["/ho-so/:document/dien/:step?", { document: "ab12" }]],
  [
    "/ho-so/ab12/dien/giay-to.9f3kq0aa00000.ten",
    ["/ho-so/:document/dien/:step?", { document: "ab12", step: "giay-to.9f3kq0aa00000.ten" }],
  ],
  ["/ho-so/ab12/kiem-tra", ["/ho-so/:document/kiem-tra", { document: "ab12" }]],
  ["/ho-so/%C4%91", ["/ho-so/:document", { document: "đ" }]],
])("%s", (path, found) => {
  expect(routed(path)).toEqual(found);
});

test.each(["/nowhere", "/ho-so/ab12/kiem-tra/more", "/ho-so/%E0%A4%A", "/ho-so/ab12/dien/a/b"])(
  "%s is no address of the app",
  (path) => {
    expect(routed(path)).toBeNull();
  },
);
