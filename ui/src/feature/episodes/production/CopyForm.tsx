// The master copy of title, text and tags.

import { Input, Select } from "antd";
import { useState } from "react";
import type { ProductionView } from "../../../generated/types";
import { Button } from "../../../shared/Button";
import { TextChecks } from "../../../shared/proof/TextChecks";
import { useWrite } from "../../../shared/studio";
import { useText } from "../../../text";
import { Section } from "./Section";

export function CopyForm({ production }: { production: ProductionView }) {
  const t = useText("production");
  const { copy } = production;
  const [title, setTitle] = useState(copy.title);
  const [description, setDescription] = useState(copy.description);
  const [tags, setTags] = useState<string[]>(copy.tags);
  const may = production.steps.includes("save_copy");
  const save = useWrite("save_copy");
  const changed = title !== copy.title || description !== copy.description || tags.join("\n") !== copy.tags.join("\n");
  return (
    <Section title={t("copy.title")}>
      <p className="quiet">{t("copy.text")}</p>
      <label>{t("copy.name")}<Input value={title} maxLength={200} disabled={!may} onChange={(event) => setTitle(event.target.value)} /></label>
      <label>{t("copy.description")}<Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} disabled={!may} value={description} onChange={(event) => setDescription(event.target.value)} /></label>
      <label htmlFor="copy-tags">{t("copy.tags")}</label>
      <Select id="copy-tags" mode="tags" open={false} className="made-all" disabled={!may} value={tags} placeholder={t("copy.tags_hint")} tokenSeparators={[",", "，", " ", "#"]} onChange={setTags} />
      <TextChecks
        episode={production.episode}
        texts={[
          { key: "title", label: t("copy.name"), text: title, onWrite: may ? setTitle : undefined },
          { key: "description", label: t("copy.description"), text: description, onWrite: may ? setDescription : undefined },
          { key: "tags", label: t("copy.tags"), text: tags.join(" ") },
          { key: "cover_title", label: t("copy.cover_title"), text: production.cover_title },
          { key: "file_name", label: t("copy.file_name"), text: production.final_cut?.name ?? "" },
        ]}
      />
      {may && (
        <Button className="made-save" disabled={!changed} loading={save.isPending} onClick={() => save.mutate({ episode: production.episode, version: production.version, title, description, tags })}>
          {t("copy.save")}
        </Button>
      )}
    </Section>
  );
}
