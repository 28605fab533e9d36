// The schedule for other calendars: a file, or an address of the server that a calendar program subscribes to.

import { DownOutlined } from "@ant-design/icons";
import { Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useHost } from "../../host";
import { Button } from "../../shared/Button";
import { CopyButton } from "../../shared/CopyButton";
import { ErrorNote } from "../../shared/ErrorNote";
import { sayDone } from "../../shared/say";
import { useRead, useWrite } from "../../shared/studio";
import { DayText } from "../../shared/time";
import { useText } from "../../text";

export function Calendars({ range }: { range: { from: string; to: string } }) {
  const t = useText("schedule");
  const host = useHost();
  const [open, setOpen] = useState(false);
  const feed = useWrite("calendar_feed", {
    onDone: async (file) => {
      if (await host.saveFile(file.name, { sha256: file.sha256 })) sayDone(t("ics_done"));
    },
  });
  return (
    <>
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "file", label: t("ics") },
            { key: "address", label: t("subscribe.open") },
          ],
          onClick: ({ key }) => (key === "file" ? feed.mutate(range) : setOpen(true)),
        }}
      >
        <Button loading={feed.isPending} icon={<DownOutlined />} iconPlacement="end">{t("calendars")}</Button>
      </Dropdown>
      <Modal open={open} title={t("subscribe.open")} footer={null} onCancel={() => setOpen(false)} destroyOnHidden>
        {host.door().server === null ? <p>{t("subscribe.no_server")}</p> : <Address server={host.door().server ?? ""} />}
      </Modal>
    </>
  );
}

function Address({ server }: { server: string }) {
  const t = useText("schedule");
  const found = useRead("calendar_address", {});
  const [path, setPath] = useState<string | null>(null);
  const make = useWrite("make_calendar_address", { onDone: (made) => setPath(made.path) });
  const shut = useWrite("shut_calendar_address", {
    onDone: () => {
      setPath(null);
      sayDone(t("subscribe.shut_done"));
    },
  });
  if (found.error) return <ErrorNote error={found.error} retry={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  const there = found.data;
  return (
    <div className="subscribe">
      <p>{t("subscribe.text")}</p>
      {path !== null && (
        <>
          <div className="slot-line">
            <Input readOnly value={`${server}${path}`} aria-label={t("subscribe.address")} onFocus={(event) => event.target.select()} />
            <CopyButton text={`${server}${path}`} small={false} />
          </div>
          <p className="quiet">{t("subscribe.once")}</p>
        </>
      )}
      {there && (
        <p className="quiet">
          {t("subscribe.made")} <DayText value={there.made_at} withTime near /> · {there.used_at === null ? t("subscribe.unused") : <>{t("subscribe.used")} <DayText value={there.used_at} withTime near /></>}
        </p>
      )}
      <div className="slot-line">
        <Button type={there ? "default" : "primary"} loading={make.isPending} onClick={() => make.mutate({})}>{t(there ? "subscribe.again" : "subscribe.make")}</Button>
        {there && <Button danger loading={shut.isPending} onClick={() => shut.mutate({})}>{t("subscribe.shut")}</Button>}
      </div>
    </div>
  );
}
