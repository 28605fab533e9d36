// Every episode: as a table with filters and bulk edit, or as a board by state.

import { PlusOutlined } from "@ant-design/icons";
import { Segmented } from "antd";
import { useState } from "react";
import { Button } from "../../shared/Button";
import { useMay } from "../../shared/me";
import { PageHead } from "../../shared/Page";
import { useUrlState } from "../../shared/url";
import { useText } from "../../text";
import { CreateEpisode } from "./CreateEpisode";
import { EpisodeBoard } from "./EpisodeBoard";
import { EpisodeFilters } from "./EpisodeFilters";
import { EpisodeTable } from "./EpisodeTable";
import { plain, type Filters } from "./filters";
import "./episodes.css";

export function EpisodesPage() {
  const t = useText("episodes");
  const mayEdit = useMay("edit");
  const [url, setUrl] = useUrlState({ ...plain, view: "table" });
  const [making, setMaking] = useState(false);
  const { view, ...filters } = url;
  const narrow = (patch: Partial<Filters>, replace = false) => setUrl(patch, { replace });
  const create = mayEdit && <Button type="primary" icon={<PlusOutlined />} onClick={() => setMaking(true)}>{t("create.open")}</Button>;
  return (
    <div className="page episodes">
      <PageHead
        title={t("title")}
        actions={
          <>
            <Segmented value={view} options={[{ value: "table", label: t("view.table") }, { value: "board", label: t("view.board") }]} onChange={(next) => setUrl({ view: next })} />
            {create}
          </>
        }
      >
        <EpisodeFilters filters={filters} board={view === "board"} onChange={narrow} />
      </PageHead>
      {view === "board" ? (
        <EpisodeBoard filters={filters} onAll={(state) => setUrl({ view: "table", states: state })} />
      ) : (
        <EpisodeTable filters={filters} onChange={narrow} create={create} />
      )}
      {making && <CreateEpisode onClose={() => setMaking(false)} />}
    </div>
  );
}
