/** Every address of the app and the screen that it shows. Only the first screen comes with the first file. */

import { loadScreen } from "./platform/lazy";
import { Home } from "./screens/home/Home";
import { lazily } from "./ui/lazily";
import type { Branch, Route } from "./ui/router";

const dossiers = () => import("./screens/dossiers/Dossiers");
const dossier = () => import("./screens/dossier/Dossier");
const city = () => loadScreen(() => import("./cityRoutes")).then((m) => m.cityRoutes);

export const routes: readonly (Route | Branch)[] = [
  { path: "/", load: lazily(() => Promise.resolve(Home)) },
  { path: "/thu-tuc", load: lazily(() => import("./screens/catalogue/Catalogue").then((m) => m.Catalogue)) },
  {
    path: "/thu-tuc/:code",
    load: lazily(() => import("./screens/catalogue/ProcedurePage").then((m) => m.ProcedurePage)),
  },
  { path: "/ho-so", load: lazily(() => dossiers().then((m) => m.Dossiers)) },
  { path: "/ho-so/:document", load: lazily(() => dossier().then((m) => m.Dossier)) },
  {
    path: "/ho-so/:document/dien/:step?",
    load: lazily(() => import("./screens/form/FormScreen").then((m) => m.FormScreen)),
  },
  {
    path: "/ho-so/:document/mot-trang",
    load: lazily(() => import("./screens/form/OnePage").then((m) => m.OnePage)),
  },
  {
    path: "/ho-so/:document/kiem-tra",
    load: lazily(() => import("./screens/check/CheckScreen").then((m) => m.CheckScreen)),
  },
  {
    path: "/ho-so/:document/bo-sung",
    load: lazily(() => import("./screens/form/Supplement").then((m) => m.Supplement)),
  },
  {
    path: "/ho-so/:document/hai-cau-tra-loi",
    load: lazily(() => import("./screens/answers/Answers").then((m) => m.Answers)),
  },
  {
    path: "/ho-so/:document/mau-moi",
    load: lazily(() => import("./screens/new-form/NewForm").then((m) => m.NewForm)),
  },
  { path: "/tro-giup", load: lazily(() => import("./screens/help/Help").then((m) => m.Help)) },
  { path: "/cai-dat", load: lazily(() => import("./screens/settings/Settings").then((m) => m.Settings)) },
  {
    path: "/cai-dat/thong-tin-cua-toi",
    load: lazily(() => import("./screens/mine/Mine").then((m) => m.Mine)),
  },
  { path: "/giup", load: lazily(() => import("./screens/helper/Helper").then((m) => m.Helper)) },
  {
    path: "/giup/moi/:step?",
    load: lazily(() => import("./screens/helper-new/NewSession").then((m) => m.NewSession)),
  },
  {
    path: "/giup/giay/:document",
    load: lazily(() => import("./screens/helper-paper/ConsentPaper").then((m) => m.ConsentPaper)),
  },
  { path: "/nguoi-giup", load: lazily(() => import("./screens/helped/Helped").then((m) => m.Helped)) },
  { path: "/huy-dong-y", load: lazily(() => import("./screens/cancel/Cancel").then((m) => m.Cancel)) },
  { path: "/the", load: lazily(() => import("./screens/badge/Badge").then((m) => m.Badge)) },
  {
    path: "/doi-nguoi/:what?",
    load: lazily(() => import("./screens/people/PeopleScreen").then((m) => m.PeopleScreen)),
  },
  {
    path: "/tap-luyen/:done?",
    load: lazily(() => import("./screens/practice/Practice").then((m) => m.Practice)),
  },
  { path: "/vao", load: lazily(() => import("./screens/enrol/Enrol").then((m) => m.Enrol)) },
  { path: "/vao/oidc", load: lazily(() => import("./screens/enrol/ComingBack").then((m) => m.ComingBack)) },
  // The tables of those who work for the city: no citizen's phone needs them, nor keeps them.
  { path: "/quay/:which?", table: city },
  { path: "/quan-tri/:which?/:whom?", table: city },
];

export const notFound: Route = {
  path: "",
  load: lazily(() => import("./screens/frame/NotFound").then((m) => m.NotFound)),
};
