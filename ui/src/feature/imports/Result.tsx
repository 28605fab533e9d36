// What the import did, and where to go from here.

import { CheckCircleOutlined } from "@ant-design/icons";
import type { ImportKind, ImportResult } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { Link } from "../../shared/route";
import { useText } from "../../text";
import { makesWords } from "./words";

interface ResultProps {
  kind: ImportKind;
  result: ImportResult;
  onAgain: () => void;
  onNext: (kind: ImportKind) => void;
}

export function Result({ kind, result, onAgain, onNext }: ResultProps) {
  const t = useText("imports");
  const { counts } = result;
  return (
    <EmptyState
      icon={<CheckCircleOutlined />}
      title={t("done", { name: result.file_name })}
      text={
        <>
          {t("done_makes", { what: makesWords(t, result.makes) })}
          <br />
          {t("done_rest", { exists: counts.exists, doubtful: counts.doubtful, left_out: counts.left_out })}
        </>
      }
      action={
        <div className="imports-steps">
          {kind === "roster" && <Button type="primary" onClick={() => onNext("episodes")}>{t("next_episodes")}</Button>}
          {kind === "episodes" && <Link to="/people"><Button type="primary">{t("next_people")}</Button></Link>}
          {kind === "figures" && <Link to="/metrics"><Button type="primary">{t("next_metrics")}</Button></Link>}
          <Button onClick={onAgain}>{t("another")}</Button>
        </div>
      }
    />
  );
}
