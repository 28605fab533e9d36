// The review's part of the settings: who stands in for whom, and the template.

import { DeputiesSection } from "./DeputiesSection";
import { TemplateSection } from "./TemplateSection";

export function ReviewSettings() {
  return (
    <div className="review-settings">
      <DeputiesSection />
      <TemplateSection />
    </div>
  );
}
