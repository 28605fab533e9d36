// Recording that a work was corrected where it stands: what it says now, why, and what follows from it.

import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { PublicationView } from "../../generated/types";
import { ErrorNote } from "../../shared/ErrorNote";
import { usePlatforms } from "../../shared/platforms";
import { sayDone } from "../../shared/say";
import { useWrite } from "../../shared/studio";
import { useText } from "../../text";
import { lengthOf } from "./count";
import { Counter } from "./Preview";

export function Correct({ publication, onClose }: { publication: PublicationView; onClose: () => void }) {
  const t = useText("schedule");
  const shared = useText("shared");
  const platforms = usePlatforms();
  const { limits } = publication;
  const [title, setTitle] = useState(publication.title);
  const [description, setDescription] = useState(publication.description);
  const [tags, setTags] = useState<string[]>(publication.tags);
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const missing = asked && reason.trim() === "";
  const correct = useWrite("correct_publication", {
    onDone: () => {
      sayDone(t("correct.done"));
      onClose();
    },
    onError: () => true,
  });
  const send = () => {
    setAsked(true);
    if (reason.trim() !== "") correct.mutate({ publication: publication.id, version: publication.version, title, description, tags, reason });
  };
  return (
    <Modal open title={t("step.correct")} okText={t("step.correct")} cancelText={shared("cancel")} confirmLoading={correct.isPending} onOk={send} onCancel={onClose} width={600}>
      <p className="confirm-text">{t("correct.text", { channel: platforms(publication.channel.platform) })}</p>
      <Form layout="vertical" component="div">
        {limits.has_title && (
          <Form.Item label={<>{t("tab.title")} <Counter used={lengthOf(title, limits.title_unit)} most={limits.title_max} /></>} htmlFor="correct-title">
            <Input id="correct-title" value={title} onChange={(event) => setTitle(event.target.value)} />
          </Form.Item>
        )}
        <Form.Item label={<>{t("tab.description")} <Counter used={lengthOf(description, limits.description_unit)} most={limits.description_max} /></>} htmlFor="correct-description">
          <Input.TextArea id="correct-description" autoSize={{ minRows: 3, maxRows: 10 }} value={description} onChange={(event) => setDescription(event.target.value)} />
        </Form.Item>
        <Form.Item label={<>{t("tab.tags")} <Counter used={tags.length} most={limits.tags_max} /></>} htmlFor="correct-tags">
          <Select id="correct-tags" mode="tags" open={false} value={tags} placeholder={t("tab.tags_hint")} tokenSeparators={[",", "，", " ", "#"]} onChange={setTags} />
        </Form.Item>
        <Form.Item label={shared("reason")} htmlFor="correct-reason" validateStatus={missing ? "error" : ""} help={missing ? shared("required") : undefined}>
          <Input.TextArea
            id="correct-reason"
            autoFocus
            rows={2}
            maxLength={500}
            showCount
            value={reason}
            placeholder={t("correct.reason")}
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
            }}
          />
        </Form.Item>
      </Form>
      {correct.error && <ErrorNote error={correct.error} />}
    </Modal>
  );
}
