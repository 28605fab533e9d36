// The studio cannot be reached: says so above whatever is on screen, asks again by itself, and goes when it answers.

import { DisconnectOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Button } from "../shared/Button";
import { useLineLost } from "../shared/line";
import { refresh, useRead } from "../shared/studio";
import { useText } from "../text";

export function LineLost() {
  return useLineLost() ? <Lost /> : null;
}

function Lost() {
  const t = useText("app");
  const client = useQueryClient();
  const asked = useRead("workspace_state", {}, { every: 4_000 });
  // Once it answers, what was missed meanwhile is read again.
  useEffect(() => () => void refresh(client, "all"), [client]);
  return (
    <div className="line-lost" role="status">
      <DisconnectOutlined aria-hidden="true" />
      <span>{t("line_lost")}</span>
      <Button size="small" loading={asked.isFetching} onClick={() => void asked.refetch()}>{t("line_retry")}</Button>
    </div>
  );
}
