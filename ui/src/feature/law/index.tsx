// The library of laws: what the unit holds, what its texts cite and what a change of a law touches, bringing texts in.

import { Segmented } from "antd";
import { PageHead } from "../../shared/Page";
import { useMay } from "../../shared/me";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Cited } from "./Cited";
import { ImportLaws } from "./ImportLaws";
import { LibraryTab } from "./LibraryTab";
import "./law.css";

const tabs = ["library", "cited", "import"] as const;

export function LawsPage() {
  const t = useText("laws");
  const mayImport = useMay("edit");
  const [url, setUrl] = useUrlState({ tab: "library" });
  const open = tabs.filter((tab) => tab !== "import" || mayImport);
  const tab = open.find((one) => one === url.tab) ?? "library";
  return (
    <div className="page laws">
      <PageHead
        title={t("title")}
        sub={t(`about.${tab}`)}
        actions={<Segmented aria-label={t("tabs")} value={tab} options={open.map((value) => ({ value, label: t(`tab.${value}`) }))} onChange={(value) => setUrl({ tab: value })} />}
      />
      {tab === "library" && <LibraryTab />}
      {tab === "cited" && <Cited />}
      {tab === "import" && <ImportLaws onDone={() => setUrl({ tab: "library" })} />}
    </div>
  );
}
