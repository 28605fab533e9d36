//! The one list of operations. From it come the dispatch, the TypeScript map, the names, the schemas, and what a write
//! makes stale. An operation that is declared here and not implemented in `operation/` does not compile.

use crate::context::Context;
use crate::error::StudioError;
use crate::subject::Subject;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Whether an operation reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Read,
    Write,
}

/// What is known of an operation before it is called.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    pub name: &'static str,
    pub kind: Kind,
    /// Whether it answers somebody who is not signed in.
    pub open: bool,
    /// For a read: what its answer depends on. For a write: what it makes stale.
    pub subjects: &'static [Subject],
}

/// The JSON Schemas of an operation's input and output.
#[derive(Debug, Serialize)]
pub struct Described {
    pub name: &'static str,
    pub kind: Kind,
    pub open: bool,
    pub subjects: &'static [Subject],
    pub input: schemars::Schema,
    pub output: schemars::Schema,
}

fn parse<T: DeserializeOwned>(input: &[u8]) -> Result<T, StudioError> {
    serde_json::from_slice(input).map_err(|e| StudioError::BadInput { detail: e.to_string() })
}

fn write_out(output: &impl Serialize) -> Result<Vec<u8>, StudioError> {
    serde_json::to_vec(output).map_err(|e| StudioError::fault(&e))
}

macro_rules! kind {
    (read) => {
        Kind::Read
    };
    (write) => {
        Kind::Write
    };
    (open_read) => {
        Kind::Read
    };
    (open_write) => {
        Kind::Write
    };
}

macro_rules! is_open {
    (read) => {
        false
    };
    (write) => {
        false
    };
    (open_read) => {
        true
    };
    (open_write) => {
        true
    };
}

macro_rules! operations {
    ($($module:ident { $($how:ident $name:ident($input:ty) -> $output:ty, [$($subject:ident),* $(,)?];)* })*) => {
        /// Every operation, in the order of its declaration.
        pub const OPERATIONS: &[Operation] = &[$($(Operation {
            name: stringify!($name),
            kind: kind!($how),
            open: is_open!($how),
            subjects: &[$(Subject::$subject),*],
        }),*),*];

        /// Runs the operation of that name.
        pub(crate) fn dispatch(cx: &Context<'_>, name: &str, input: &[u8]) -> Result<Vec<u8>, StudioError> {
            match name {
                $($(stringify!($name) => {
                    #[allow(unused_imports)]
                    use crate::operation::$module::*;
                    #[allow(unused_imports)]
                    use crate::page::*;
                    #[allow(unused_imports)]
                    use crate::{media::FileView, named::*};
                    let output: $output = crate::operation::$module::$name(cx, parse::<$input>(input)?)?;
                    write_out(&output)
                })*)*
                _ => Err(StudioError::UnknownOperation { name: name.chars().take(80).collect() }),
            }
        }

        /// Every operation with the JSON Schemas of what goes in and what comes out.
        pub fn described() -> Vec<Described> {
            let mut all = Vec::with_capacity(OPERATIONS.len());
            let mut known = OPERATIONS.iter();
            $($({
                #[allow(unused_imports)]
                use crate::operation::$module::*;
                #[allow(unused_imports)]
                use crate::page::*;
                #[allow(unused_imports)]
                use crate::{media::FileView, named::*};
                if let Some(operation) = known.next() {
                    all.push(Described {
                        name: operation.name,
                        kind: operation.kind,
                        open: operation.open,
                        subjects: operation.subjects,
                        input: schemars::schema_for!($input),
                        output: schemars::schema_for!($output),
                    });
                }
            })*)*
            all
        }

        /// Hands `visitor` every type that goes in or comes out, and answers input and output of every operation, in
        /// their order, in TypeScript's words. What a visitor does with five hundred types is compiled for each of them:
        /// with the visitor, and not into the program.
        pub fn visit_types(visitor: &mut impl ts_rs::TypeVisitor, cfg: &ts_rs::Config) -> Vec<(String, String)> {
            use ts_rs::TS;
            let mut all = Vec::with_capacity(OPERATIONS.len());
            $($({
                #[allow(unused_imports)]
                use crate::operation::$module::*;
                #[allow(unused_imports)]
                use crate::page::*;
                #[allow(unused_imports)]
                use crate::{media::FileView, named::*};
                visitor.visit::<$input>();
                visitor.visit::<$output>();
                all.push((<$input as TS>::name(cfg), <$output as TS>::name(cfg)));
            })*)*
            all
        }
    };
}

operations! {
    session {
        open_read workspace_state(WorkspaceState) -> WorkspaceStateView, [Units];
        open_write create_workspace(CreateWorkspace) -> MeView, [Me, Units, People, Settings];
        open_write sign_in(SignIn) -> MeView, [Me];
        write sign_out(SignOut) -> (), [Me];
        read me(Me) -> MeView, [Me];
        write change_password(ChangePassword) -> (), [Me, Accounts];
    }
    unit {
        read list_units(ListUnits) -> Vec<UnitView>, [Units];
        write save_unit(SaveUnit) -> UnitView, [Units, Me];
        read list_departments(ListDepartments) -> Vec<DepartmentView>, [Units];
        write save_department(SaveDepartment) -> DepartmentView, [Units];
    }
    backup {
        read list_backups(ListBackups) -> Vec<BackupView>, [Backups];
        write make_backup(MakeBackup) -> BackupView, [Backups, Audit];
        write restore_backup(RestoreBackup) -> (), [
            Me, Units, People, Accounts, Channels, Columns, Topics, Episodes, Scripts, Reviews, Production,
            Publications, Metrics, Credits, Participation, Calendar, Settings, Notices, Audit, Media, Backups,
        ];
        read verify_studio(VerifyStudio) -> VerifyView, [];
    }
    production {
        read production_view(OfEpisode) -> ProductionView, [Production, Episodes, Media, Settings];
        write start_production(OfEpisode) -> ProductionView, [Production, Episodes];
        write save_task(SaveTask) -> ProductionView, [Production, Episodes, Publications];
        write finish_task(FinishTask) -> ProductionView, [Production, Episodes, Publications];
        write remove_task(RemoveTask) -> ProductionView, [Production, Episodes, Publications];
        write save_release(SaveRelease) -> ProductionView, [Production, Publications];
        write remove_release(RemoveRelease) -> ProductionView, [Production, Publications];
        write set_final_cut(SetFinalCut) -> ProductionView, [Production, Episodes, Publications];
        write approve_cut(OfEpisode) -> ProductionView, [Production, Episodes, Publications];
        write declare_production(DeclareProduction) -> ProductionView, [Production, Publications];
        write pass_gate(PassGate) -> ProductionView, [Production, Publications];
        write set_cover_source(SetCoverSource) -> ProductionView, [Production];
        write save_copy(SaveCopy) -> ProductionView, [Production, Publications];
    }
    publication {
        read list_publications(OfEpisode) -> Vec<PublicationView>, [Publications, Production, Episodes, Channels];
        read publication_view(GetPublication) -> PublicationView, [Publications, Production, Episodes, Channels];
        write prepare_publications(PreparePublications) -> Vec<PublicationView>, [Publications, Episodes];
        write save_publication(SavePublication) -> PublicationView, [Publications];
        write answer_finding(AnswerFinding) -> PublicationView, [Publications];
        write make_cover(OfPublication) -> PublicationView, [Publications, Media];
        write mark_ready(OfPublication) -> PublicationView, [Publications];
        write hand_over(OfPublication) -> PublicationView, [Publications];
        write confirm_publication(ConfirmPublication) -> PublicationView, [Publications, Episodes, Participation, Metrics];
        write doubt_publication(PublicationReason) -> PublicationView, [Publications];
        write fail_publication(PublicationReason) -> PublicationView, [Publications];
        write correct_publication(CorrectPublication) -> PublicationView, [Publications];
        write withdraw_publication(PublicationReason) -> PublicationView, [Publications, Episodes, Participation, Metrics];
        write cancel_publication(PublicationReason) -> PublicationView, [Publications];
        write reopen_publication(OfPublication) -> PublicationView, [Publications];
    }
    schedule {
        read schedule_view(GetSchedule) -> ScheduleView, [Publications, Production, Episodes, Channels, Calendar, Settings];
        read try_slots(TrySlots) -> Vec<SlotTried>, [Publications, Production, Episodes, Channels, Calendar, Settings];
        read next_free_slot(NextFreeSlot) -> Option<Slot>, [Publications, Channels, Calendar, Settings];
        write schedule_publication(SchedulePublication) -> Scheduled, [Publications];
        write unschedule_publication(OfPublication) -> PublicationView, [Publications];
        write calendar_feed(CalendarFeed) -> FileView, [Media];
        read calendar_address(OwnCalendar) -> Option<CalendarAddressView>, [Me];
        write make_calendar_address(OwnCalendar) -> NewCalendarAddress, [Me];
        write shut_calendar_address(OwnCalendar) -> (), [Me];
    }
    search {
        read search(Search) -> SearchHits, [People, Columns, Topics, Episodes, Scripts];
    }
    topic {
        read board_topics(BoardTopics) -> Vec<TopicBoardState>, [Topics, Episodes, Columns];
        read list_topics(ListTopics) -> Page<TopicRow>, [Topics, Episodes, Columns];
        read topic_view(OfTopic) -> TopicView, [Topics, Episodes, Columns];
        read similar_topics(SimilarTopics) -> Vec<NearTitle>, [Topics, Episodes];
        write propose_topic(ProposeTopic) -> TopicView, [Topics];
        write save_topic(SaveTopic) -> TopicView, [Topics];
        write move_topic(MoveTopic) -> TopicView, [Topics];
        write adopt_topic(AdoptTopic) -> AdoptedTopic, [Topics, Episodes, Columns, Scripts];
    }
    episode {
        read list_episodes(ListEpisodes) -> Page<EpisodeRow>, [Episodes];
        read episode_counts(EpisodeCounts) -> Vec<EpisodeCount>, [Episodes];
        read board_episodes(BoardEpisodes) -> Vec<BoardColumn>, [Episodes];
        read episode_view(OfEpisode) -> EpisodeView, [Episodes, Scripts, Reviews, Production, Publications, Credits];
        read episode_steps(OfEpisode) -> Vec<EpisodeStepRow>, [Episodes];
        read episode_history(EpisodeHistory) -> Page<EpisodeTrace>, [Episodes, Scripts];
        write create_episode(CreateEpisode) -> EpisodeView, [Episodes, Columns];
        write save_episode(SaveEpisode) -> EpisodeView, [Episodes, Columns, Publications];
        write bulk_edit_episodes(BulkEditEpisodes) -> Vec<EpisodeRow>, [Episodes, Columns];
        write withdraw_episode(MoveEpisode) -> EpisodeView, [Episodes, Publications, Participation];
        write shelve_episode(MoveEpisode) -> EpisodeView, [Episodes, Publications];
        write resume_episode(MoveEpisode) -> EpisodeView, [Episodes, Publications, Participation];
        write revise_script(MoveEpisode) -> EpisodeView, [Episodes, Scripts, Reviews, Production, Publications];
        write revise_cut(MoveEpisode) -> EpisodeView, [Episodes, Reviews, Production, Publications];
        write remind_next(OfEpisode) -> Reminded, [Notices];
    }
    credit {
        read list_credits(ListCredits) -> CreditsView, [Credits, Scripts, Episodes];
        write save_credit(SaveCredit) -> CreditsView, [Credits, Participation];
        write confirm_credits(ConfirmCredits) -> CreditsView, [Credits, Participation];
        write remove_credit(OfCredit) -> CreditsView, [Credits, Participation];
    }
    script {
        read script_view(OfScript) -> ScriptView, [Scripts, Episodes, Settings];
        write save_script(SaveScript) -> SavedScript, [Scripts];
        read touch_script(TouchScript) -> Vec<PresentPerson>, [];
        read list_revisions(OfScript) -> Vec<RevisionRow>, [Scripts, Reviews];
        read revision_view(OfRevision) -> RevisionView, [Scripts, Settings];
        read script_difference(ScriptDifference) -> ScriptDifferenceView, [Scripts];
        write restore_revision(RestoreRevision) -> RestoredScript, [Scripts];
        read import_script(ImportScript) -> ImportedScript, [];
        write export_script(ExportScript) -> FileView, [Media];
    }
    proof {
        read check_texts(CheckTexts) -> CheckedTexts, [];
        read script_report(OfEpisode) -> ScriptReport, [Scripts, Episodes, Publications, Checks, Laws];
        read revision_report(OfRevision) -> ScriptReport, [Scripts, Episodes, Publications, Checks, Laws];
        read list_silences(ListSilences) -> Vec<SilenceView>, [Checks];
        write silence_finding(SilenceFinding) -> SilenceView, [Checks, Reviews, Publications];
        write lift_silence(LiftSilence) -> SilenceView, [Checks, Reviews, Publications];
        read case_view(OfEpisode) -> CaseView, [Checks];
        write open_case_names(OfEpisode) -> CaseNamesView, [Audit];
        write save_case_names(SaveCaseNames) -> CaseView, [Checks, Reviews, Publications];
    }
    law {
        read preview_laws(PreviewLaws) -> LawImport, [Laws];
        write import_laws(ImportLaws) -> LawImport, [Laws, Checks, Reviews, Publications];
        read list_laws(ListLaws) -> Page<LawRow>, [Laws];
        write remove_law_text(RemoveLawText) -> (), [Laws, Checks, Reviews, Publications];
        read law_view(GetLaw) -> LawView, [Laws];
        read law_article(GetArticle) -> ArticleView, [Laws];
        read search_laws(SearchLaws) -> Vec<SearchHit>, [Laws];
        read cite_law(CiteLaw) -> CitedLaw, [Laws];
        read law_impact(AskLawImpact) -> LawImpact, [Laws, Topics, Scripts, Episodes, Publications];
        read list_cited_laws(ListCitedLaws) -> Vec<CitedLawRow>, [Laws, Topics, Scripts, Episodes];
    }
    wording {
        read list_wording_rules(ListWordingRules) -> Vec<WordingRuleRow>, [Checks];
        write save_wording_rule(SaveWordingRule) -> Option<WordingRuleRow>, [Checks, Reviews];
        write set_wording_rule_active(SetWordingRuleActive) -> Option<WordingRuleRow>, [Checks, Reviews];
        write remove_wording_rule(RemoveWordingRule) -> Option<WordingRuleRow>, [Checks, Reviews];
        read try_wording_rule(TryWordingRule) -> TriedWordingRule, [];
    }
    people {
        read list_people(ListPeople) -> Vec<PersonRow>, [People, Accounts, Units];
        read get_person(GetPerson) -> PersonView, [People, Accounts, Units];
        write save_person(SavePerson) -> PersonView, [People, Participation, Me];
        write save_employment(SaveEmployment) -> PersonView, [People, Participation];
        write end_employment(EndEmployment) -> PersonView, [People, Participation];
        write transfer_person(TransferPerson) -> PersonView, [People, Participation];
        write save_absence(SaveAbsence) -> PersonView, [People, Participation];
        write remove_absence(RemoveAbsence) -> PersonView, [People, Participation];
    }
    import {
        read preview_import(PreviewImport) -> ImportPreview, [People, Columns, Channels, Episodes, Publications, Metrics];
        write run_import(RunImport) -> ImportResult, [Units, People, Columns, Channels, Episodes, Publications, Metrics, Credits, Participation];
    }
    metrics {
        read metrics_overview(AskMetrics) -> MetricsOverview, [Metrics, Publications, Episodes, Columns, Channels];
        read metrics_of_work(OfWork) -> WorkMetrics, [Metrics, Publications, Channels];
        write record_metrics(RecordMetrics) -> Option<WorkMetrics>, [Metrics];
        read person_works(OfPersonWorks) -> PersonWorksView, [Credits, Episodes, People];
        read pipeline_health(AskHealth) -> HealthView, [Episodes, Columns, Reviews];
    }
    participation {
        read participation(AskParticipation) -> ParticipationView, [Participation];
        read participation_trend(AskTrend) -> Vec<TrendPoint>, [Participation];
        read participation_change(AskChange) -> ParticipationChangeView, [Participation];
        write freeze_participation(FreezeParticipation) -> ReportRow, [Participation];
        read list_reports(ListReports) -> Vec<ReportRow>, [Participation];
        read report_difference(OfReport) -> ReportDifference, [Participation];
        write export_participation(AskParticipation) -> FileView, [Media];
    }
    accounts {
        read list_accounts(ListAccounts) -> Vec<AccountView>, [Accounts, People];
        write create_account(CreateAccount) -> AccountView, [Accounts];
        write set_account_active(SetAccountActive) -> AccountView, [Accounts];
        write unlock_account(UnlockAccount) -> AccountView, [Accounts];
        write reset_password(ResetPassword) -> AccountView, [Accounts];
        write grant_role(GrantRole) -> AccountView, [Accounts, Me];
        write revoke_role(RevokeRole) -> AccountView, [Accounts, Me];
    }
    columns {
        read list_columns(ListColumns) -> Vec<ColumnView>, [Columns, Episodes];
        write save_column(SaveColumn) -> ColumnView, [Columns];
    }
    channels {
        read list_channels(ListChannels) -> Vec<ChannelView>, [Channels];
        write save_channel(SaveChannel) -> ChannelView, [Channels];
        read list_platforms(ListPlatforms) -> Vec<PlatformView>, [];
    }
    settings {
        read get_settings(GetSettings) -> SettingsView, [Settings];
        write save_settings(SaveSettings) -> SettingsView, [Settings, Participation];
        read list_calendar_days(ListCalendarDays) -> CalendarDaysView, [Calendar];
        write save_calendar_day(SaveCalendarDay) -> CalendarDayView, [Calendar];
        write remove_calendar_day(RemoveCalendarDay) -> (), [Calendar];
    }
    trace {
        read list_audit(ListAudit) -> Page<AuditRowView>, [Audit];
        read list_notices(ListNotices) -> NoticesView, [Notices];
        write mark_notices_seen(MarkNoticesSeen) -> (), [Notices];
        read list_preferences(ListPreferences) -> Vec<PreferenceView>, [Me];
        write save_preference(SavePreference) -> (), [Me];
    }
    home {
        read home(Home) -> HomeView, [Reviews, Episodes, Scripts, Production, Publications, Calendar, Metrics, Participation, Settings];
        read counts(Counts) -> CountsView, [Reviews, Episodes, Scripts, Production, Publications, Notices];
    }
    review {
        read review_template(TemplateOf) -> TemplateView, [Settings, Accounts];
        write save_review_template(SaveTemplate) -> TemplateView, [Settings];
        write submit_script(SubmitScript) -> ReviewView, [Reviews, Scripts, Episodes, Notices, Settings];
        write submit_cut(SubmitCut) -> ReviewView, [Reviews, Production, Episodes, Notices, Settings];
        read review_queue(ReviewQueue) -> Vec<QueueRow>, [Reviews, Episodes, Accounts];
        read review_view(OfReview) -> ReviewView, [Reviews, Episodes, Accounts];
        read episode_reviews(EpisodeReviews) -> Vec<EpisodeReview>, [Reviews];
        read episode_comments(EpisodeComments) -> CommentsView, [Reviews, Scripts];
        write look_at_review(OfReview) -> (), [];
        write cast_vote(CastVote) -> ReviewView, [Reviews, Scripts, Episodes, Production, Notices];
        write override_stage(OverrideStage) -> ReviewView, [Reviews, Scripts, Episodes, Production, Notices];
        write cancel_review(CancelReview) -> ReviewView, [Reviews, Scripts, Episodes, Production, Notices];
        write add_comment(AddComment) -> CommentView, [Reviews, Episodes];
        write answer_comment(AnswerComment) -> CommentView, [Reviews, Episodes];
        write resolve_comment(ResolveComment) -> CommentView, [Reviews, Episodes];
        write remind(OfReview) -> Vec<PersonName>, [Notices];
        read list_deputies(ListDeputies) -> DeputiesView, [Reviews];
        write save_deputy(SaveDeputy) -> DeputyView, [Reviews];
        write end_deputy(EndDeputy) -> DeputyView, [Reviews];
        write sign_off_sheet(SignOff) -> FileView, [Media];
    }
}
