// The settings; sections that belong to other features meet here.

import { ReviewSettings } from "../feature/review/settings";
import { SettingsPage } from "../feature/settings";

export function SettingsRoute() {
  return <SettingsPage review={ReviewSettings} />;
}
