//! SQL on SQLite and PostgreSQL behind one small trait, and the migrations.
