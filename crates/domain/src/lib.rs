//! Rules of the studio: states, transitions, formulas. Knows no IO, no clock, no database.
