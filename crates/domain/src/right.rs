//! Who may do what: roles, the rights they carry, and how far a grant reaches.
//! Knows no account and no table; everything not granted is denied.

use crate::words;

words! {
    /// What an account is in a unit.
    pub enum Role {
        /// 干警: proposes topics, writes scripts, sees own credits.
        Staff = "staff",
        /// 小编: episodes, schedule, hand-over, links, metrics.
        Editor = "editor",
        /// 审核人: votes in the stages that are theirs.
        Reviewer = "reviewer",
        /// 政治部主任, 分管领导, 检察长: participation, workload, overrides.
        Manager = "manager",
        /// Units, roster, accounts, rules, backups.
        Administrator = "administrator",
    }
}

words! {
    /// What an operation asks for.
    pub enum Right {
        /// See the unit's columns, topics, episodes and schedule.
        Read = "read",
        /// Propose topics and work on one's own.
        Propose = "propose",
        /// Write scripts and take part in production.
        Write = "write",
        /// Decide on topics, run columns, episodes, credits and metrics.
        Edit = "edit",
        /// Prepare, schedule and confirm publications.
        Publish = "publish",
        /// Vote in reviews.
        Review = "review",
        /// Override a stage, with a reason that shows for ever.
        Override = "override",
        /// See participation by name, freeze reports.
        Manage = "manage",
        /// Units, roster, accounts, templates, rules, backups, audit.
        Administer = "administer",
    }
}

words! {
    /// How far a grant reaches: the unit alone, or the units below it too (reading and supervising only).
    pub enum Reach { Own = "self", Subtree = "subtree" }
}

impl Role {
    /// The rights that the role carries in its own unit.
    pub fn rights(self) -> &'static [Right] {
        use Right::{Administer, Edit, Manage, Override, Propose, Publish, Read, Review, Write};
        match self {
            Role::Staff => &[Read, Propose, Write],
            Role::Editor => &[Read, Propose, Write, Edit, Publish],
            Role::Reviewer => &[Read, Review],
            Role::Manager => &[Read, Propose, Edit, Review, Override, Manage],
            Role::Administrator => &[Read, Manage, Administer],
        }
    }
}

impl Right {
    /// Whether a subtree grant carries the right down to lower units: an ancestor reads, it never edits.
    pub fn reaches_down(self) -> bool {
        match self {
            Right::Read | Right::Manage => true,
            Right::Propose
            | Right::Write
            | Right::Edit
            | Right::Publish
            | Right::Review
            | Right::Override
            | Right::Administer => false,
        }
    }
}
