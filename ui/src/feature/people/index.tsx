// People: who takes part, and the roster that participation is counted from.

import { ImportOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { Button } from "../../shared/Button";
import { useMay } from "../../shared/me";
import { PageHead } from "../../shared/Page";
import { Link } from "../../shared/route";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { Participation } from "./Participation";
import { Roster } from "./roster/Roster";

export { PersonPage } from "./PersonPage";

const tabs = ["participation", "roster"] as const;

export function PeoplePage() {
  const t = useText("people");
  const mayImport = useMay("administer");
  const [url, setUrl] = useUrlState({ tab: "participation" });
  return (
    <div className="page people">
      <PageHead
        title={t("title")}
        actions={
          <>
            {mayImport && <Link to="/import"><Button icon={<ImportOutlined />}>{t("import")}</Button></Link>}
            <Segmented aria-label={t("title")} value={url.tab} options={tabs.map((tab) => ({ value: tab as string, label: t(`tabs.${tab}`) }))} onChange={(tab) => setUrl({ tab })} />
          </>
        }
      />
      {url.tab === "roster" ? <Roster /> : <Participation />}
    </div>
  );
}
