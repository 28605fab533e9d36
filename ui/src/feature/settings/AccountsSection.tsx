// Accounts: who signs in, in which roles; the chosen one beside the list.

import { UserAddOutlined } from "@ant-design/icons";
import { useMemo } from "react";
import type { AccountView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { EmptyState } from "../../shared/EmptyState";
import { ErrorNote } from "../../shared/ErrorNote";
import { ListDetail } from "../../shared/ListDetail";
import { StateTag } from "../../shared/StateTag";
import { useRead } from "../../shared/studio";
import { useUrlState } from "../../shared/url";
import { VirtualTable, type Column } from "../../shared/VirtualTable";
import { useText } from "../../text";
import { AccountDetail } from "./AccountDetail";
import { NewAccount } from "./NewAccount";

export function AccountsSection() {
  const t = useText("settings");
  const [url, setUrl] = useUrlState({ account: "", add: "" });
  const accounts = useRead("list_accounts", {});
  const columns = useMemo<Column<AccountView>[]>(
    () => [
      { key: "person", title: t("accounts.person"), width: 110, grow: 1, value: (row) => row.person_name, render: (row) => row.person_name },
      { key: "login", title: t("accounts.login"), width: 120, grow: 1, value: (row) => row.login, render: (row) => row.login },
      { key: "roles", title: t("accounts.roles"), width: 160, grow: 2, render: (row) => [...new Set(row.grants.map((grant) => t(`role.${grant.role}`)))].join("、") },
      { key: "state", title: t("accounts.state"), width: 130, render: (row) => <AccountState account={row} /> },
    ],
    [t],
  );
  const chosen = accounts.data?.find((row) => row.id === url.account);
  const add = <Button type="primary" icon={<UserAddOutlined />} onClick={() => setUrl({ add: "new" })}>{t("accounts.add")}</Button>;
  if (accounts.error) return <ErrorNote error={accounts.error} retry={() => void accounts.refetch()} />;
  return (
    <>
      <div className="settings-bar"><span className="settings-bar-end">{add}</span></div>
      <div className="settings-list">
        <ListDetail
          list={
            <VirtualTable
              label={t("nav.accounts")} rows={accounts.data ?? []} rowKey={(row) => row.id} columns={columns} chosen={url.account} onChoose={(row) => setUrl({ account: row.id })}
              empty={accounts.data && <EmptyState title={t("accounts.empty_title")} text={t("accounts.empty_text")} action={add} />}
            />
          }
          detail={chosen ? <AccountDetail key={chosen.id} account={chosen} /> : null}
          detailKey={url.account}
          detailTitle={chosen && `${chosen.person_name} · ${chosen.login}`}
          onClose={() => setUrl({ account: "" })}
        />
      </div>
      <NewAccount open={url.add !== ""} person={url.add === "new" ? null : url.add} onClose={() => setUrl({ add: "" })} onMade={(account) => setUrl({ add: "", account })} />
    </>
  );
}

export function AccountState({ account }: { account: AccountView }) {
  const t = useText("settings");
  if (!account.active) return <StateTag tone="quiet">{t("accounts.shut")}</StateTag>;
  if (account.locked_until !== null) return <StateTag tone="doubt">{t("accounts.locked")}</StateTag>;
  if (account.must_change) return <StateTag tone="now">{t("accounts.must_change")}</StateTag>;
  return <StateTag tone="done">{t("accounts.in_use")}</StateTag>;
}
