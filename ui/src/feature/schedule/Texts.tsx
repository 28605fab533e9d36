// A channel's own title, text and tags; what is not its own follows the master copy.

import { Checkbox, Input, Select } from "antd";
import { useState, type ReactNode } from "react";
import type { PublicationView } from "../../generated/types";
import { Button } from "../../shared/Button";
import { TextChecks } from "../../shared/proof/TextChecks";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { lengthOf } from "./count";
import { Counter } from "./Preview";

export function Texts({ publication }: { publication: PublicationView }) {
  const t = useText("schedule");
  const { limits } = publication;
  const may = publication.steps.includes("edit");
  const [title, setTitle] = useState(publication.title);
  const [description, setDescription] = useState(publication.description);
  const [tags, setTags] = useState<string[]>(publication.tags);
  const [own, setOwn] = useState({ title: publication.own_title, description: publication.own_description, tags: publication.own_tags });
  const save = useWrite("save_publication");
  const changed =
    (own.title && title !== publication.title) || (own.description && description !== publication.description) ||
    (own.tags && tags.join("\n") !== publication.tags.join("\n")) ||
    own.title !== publication.own_title || own.description !== publication.own_description || own.tags !== publication.own_tags;
  const head = (name: keyof typeof own, label: string, counter: ReactNode) => (
    <div className="texts-head">
      <label htmlFor={`text-${name}`}>{label}</label>
      {counter}
      <Checkbox disabled={!may} checked={own[name]} onChange={({ target }) => setOwn({ ...own, [name]: target.checked })}>{t("tab.own")}</Checkbox>
      {!own[name] && <span className="quiet">{t("tab.follows")}</span>}
    </div>
  );
  return (
    <section className="texts">
      <h3>{t("tab.texts")}</h3>
      {head("title", t("tab.title"), <Counter used={lengthOf(title, limits.title_unit)} most={limits.title_max} />)}
      <Input id="text-title" disabled={!may || !own.title} value={title} onChange={(event) => setTitle(event.target.value)} />
      {head("description", t("tab.description"), <Counter used={lengthOf(description, limits.description_unit)} most={limits.description_max} />)}
      <Input.TextArea id="text-description" autoSize={{ minRows: 3, maxRows: 12 }} disabled={!may || !own.description} value={description} onChange={(event) => setDescription(event.target.value)} />
      {head("tags", t("tab.tags"), <Counter used={tags.length} most={limits.tags_max} />)}
      <Select id="text-tags" mode="tags" open={false} className="texts-tags" disabled={!may || !own.tags} value={tags} placeholder={t("tab.tags_hint")} tokenSeparators={[",", "，", " ", "#"]} onChange={setTags} />
      {changed && (
        <TextChecks
          episode={publication.episode}
          texts={[
            { key: "title", label: t("tab.title"), text: title, onWrite: may && own.title ? setTitle : undefined },
            { key: "description", label: t("tab.description"), text: description, onWrite: may && own.description ? setDescription : undefined },
            { key: "tags", label: t("tab.tags"), text: tags.join(" ") },
            { key: "file_name", label: t("tab.file_name"), text: publication.video?.name ?? "" },
          ]}
        />
      )}
      {may && (
        <Button
          className="texts-save"
          disabled={!changed}
          loading={save.isPending}
          onClick={() =>
            save.mutate({
              publication: publication.id, version: publication.version, title: own.title ? title : null,
              description: own.description ? description : null, tags: own.tags ? tags : null,
            })
          }
        >
          {t("tab.save")}
        </Button>
      )}
    </section>
  );
}
