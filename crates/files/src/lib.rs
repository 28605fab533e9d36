//! Office files: bytes in, rows out and back. Spreadsheets, Word, PDF, subtitles, iCalendar; every read is bounded.
