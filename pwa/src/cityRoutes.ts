/**
 * Every address of those who work for the city. What only these screens use is no part of what a citizen's phone keeps
 * for offline use (tooling/precache.mjs): their work needs the hub.
 */

import { lazily } from "./ui/lazily";
import type { Route } from "./ui/router";

export const cityRoutes: readonly Route[] = [
  { path: "/quay", load: lazily(() => import("./screens/desk/Desk").then((m) => m.Desk)) },
  {
    path: "/quay/phuong-xa",
    load: lazily(() => import("./screens/desk-unit/DeskUnit").then((m) => m.DeskUnit)),
  },
  {
    path: "/quay/nguoi-dan-moi",
    load: lazily(() => import("./screens/desk-citizen/NewCitizen").then((m) => m.NewCitizen)),
  },
  {
    path: "/quay/:document",
    load: lazily(() => import("./screens/desk-dossier/DeskDossier").then((m) => m.DeskDossier)),
  },
  {
    path: "/quan-tri",
    load: lazily(() => import("./screens/administration/Administration").then((m) => m.Administration)),
  },
  {
    path: "/quan-tri/them",
    load: lazily(() => import("./screens/administration/AddPerson").then((m) => m.AddPerson)),
  },
  {
    path: "/quan-tri/xem-lai",
    load: lazily(() => import("./screens/review/Review").then((m) => m.Review)),
  },
  {
    path: "/quan-tri/nguoi/:account",
    load: lazily(() => import("./screens/administration/Person").then((m) => m.Person)),
  },
];
