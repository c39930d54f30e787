/** Who uses this device: choosing, adding, a PIN, leaving. Which of it is told by the address. */

import { people } from "../../store/people";
import { isShared } from "../../store/profile";
import type { ScreenProps } from "../../ui/router";
import { AddPerson } from "./AddPerson";
import { MyPin } from "./MyPin";
import { Share } from "./Share";
import { Switch } from "./Switch";

export function PeopleScreen({ params }: ScreenProps) {
  // Read while drawing, so that another tab's change is followed.
  const isMany = people.value.shared || isShared();
  if (params.what === "them") return <AddPerson />;
  if (!isMany) return <Share />;
  return params.what === "ma-pin" ? <MyPin /> : <Switch />;
}
