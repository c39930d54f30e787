/** The badge: at its own address who helps shows theirs; with a badge behind the `#`, whoever scanned it sees whether to trust it. */

import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "../parts/helping.css";
import { CheckBadge } from "./CheckBadge";
import { MyBadge } from "./MyBadge";

export function Badge() {
  const scanned = useSignal(location.hash.slice(1));
  useEffect(() => {
    const look = () => {
      scanned.value = location.hash.slice(1);
    };
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, [scanned]);
  return scanned.value === "" ? <MyBadge /> : <CheckBadge key={scanned.value} text={scanned.value} />;
}
