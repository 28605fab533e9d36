import type { Words } from "..";
import type zh from "../zh/episodes";

const episodes: Words<typeof zh> = {
  title: "Episodes",
  tabs: { script: "Script", review: "Review", production: "Production", publish: "Publish", metrics: "Metrics", credits: "Credits", history: "History" },
  view: { table: "Table", board: "Board" },
  number: "no. {{n}}",
  no_owner: "nobody yet",
  seconds: "s",
  target: "{{n}} s",
  more: "More",
  field: {
    title: "Title", column: "Column", number: "Number", content: "State", owner: "Owner", format: "Format", target: "Target length", wanted: "Wanted", published: "First published",
    updated: "Last change", reason: "Reason",
  },
  filter: {
    states: "Filter by state", text: "Words in the title", column: "Column", owner: "Owner", format: "Format", published: "First published", from: "Published from", to: "to", clear: "Clear filters",
  },
  saved: { open: "Saved filters", save: "Save these filters", forget: "Delete", name: "A name, such as “due this month”" },
  none: { title: "No episodes yet", text: "Adopt a topic, or make an episode directly.", filtered: "No episode fits these filters" },
  bulk: {
    title: "Change several", owner: "Owner", wanted: "Wanted day", column: "Column", none: "Unselect", change: "{{what}} ({{n}} [[episode|episodes]])", apply: "Change", clear: "Empty",
    done: "{{n}} [[episode|episodes]] changed", undone: "{{n}} taken back", numbers: "They get the next numbers of that column.", stale: "Somebody has just changed one of these, so none was changed. Close and choose again.",
  },
  board: { none: "None", all: "See all {{n}}", out: "{{n}} published", late: "late", days: "{{n}} d" },
  create: { open: "New episode", title: "New episode", confirm: "Make it", number: "It will be no. {{n}}", no_column: "No column yet; an editor makes one in the settings" },
  edit: { open: "Edit", title: "Edit the episode", confirm: "Save" },
  move: {
    revise_script: { open: "Back to the script", text: "Back to writing. Review, production and schedule start over." },
    revise_cut: { open: "Back to the cut", text: "Back to production. The cut is reviewed again." },
    shelve_episode: { open: "Shelve", text: "Put aside, with no more reminders. It can be resumed later, from its script." },
    withdraw_episode: { open: "Withdraw", text: "The work no longer counts in figures and participation; its records stay." },
    resume_episode: { open: "Resume", text: "It goes on from its script; what comes after starts over." },
  },
  line_label: "Progress",
  line: { topic: "Topic", script: "Script", production: "Production", ready: "Ready", published: "Published" },
  state: { done: "done", current: "under way", blocked: "blocked", open: "not begun" },
  waits_for: "waits for {{who}}",
  blocked: { comments: "comments without an answer", withdrawn: "withdrawn", shelved: "shelved" },
  owed: {
    write: "write the script and hand it in", answer: "answer the comments, then hand in again", vote: "vote", find_voter: "nobody may vote here: an administrator must name a reviewer",
    give_tasks: "give out the tasks", do_tasks: "do the tasks", bring_cut: "bring the final cut", submit_cut: "hand in the cut", shut_gates: "settle what is missing before it is ready",
    approve_cut: "confirm the cut as ready", prepare: "choose the channels", mark_ready: "approve the texts", place: "choose a slot", hand_over: "publish at the slot", bring_link: "bring the link",
    look: "find out whether it is out", try_again: "try again, or give the channel up",
  },
  gate_open: {
    final_cut: "no final cut", tasks: "{{n}} open [[task|tasks]]", releases: "{{n}} portrait [[release|releases]] missing", ai_declared: "AI use not declared", minors_absent: "minors not checked", filing_number: "no filing number",
  },
  remind: { open: "Remind", done: "Reminded {{who}}", already: "{{who}} was reminded today already" },
  task: { done: "done by {{who}}", nobody: "nobody has it", overdue: "overdue" },
  publish: "Publish",
  no_slot: "no slot yet",
  next: { title: "Next", none: "Nothing is due", nobody: "nobody is in charge yet" },
  history: { steps: "States", changes: "Changes", none: "No changes yet", more: "Earlier changes", shot: "Line of shot {{code}}" },
  operation: {
    create_episode: "made the episode", save_episode: "changed the episode", bulk_edit_episodes: "changed several", adopt_topic: "adopted the topic", save_script: "changed the script",
    restore_revision: "restored a revision", submit_script: "handed in", cast_vote: "voted", shelve_episode: "shelved", withdraw_episode: "withdrew", resume_episode: "resumed",
    revise_script: "went back to the script", revise_cut: "went back to the cut", submit_cut: "handed in the cut",
  },
  credit: {
    person: "Name", role: "Role", degree: "Degree", share: "Share", state: "State", confirmed: "confirmed", unconfirmed: "to be confirmed", none: "No credits yet",
    none_text: "A credit counts towards participation once it is confirmed.", confirm_all: "Confirm all {{n}}", proposed: "Proposed", take: "Credit", add: "Add a credit", give: "Add",
    remove: "Remove this credit of {{name}}", reason: { wrote_draft: "wrote in the draft", wrote_revision: "wrote in a revision", owns_episode: "owns the episode" },
  },
};
export default episodes;
