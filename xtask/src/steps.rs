//! Named, timed steps: a heading before each, a table at the end, and the first failure ends the run.
//! Refuses to know what a step does.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// The steps so far.
pub struct Steps {
    done: Vec<(&'static str, Duration)>,
    skipped: Vec<(&'static str, &'static str)>,
    began: Instant,
}

impl Steps {
    pub fn new() -> Self {
        Self { done: Vec::new(), skipped: Vec::new(), began: Instant::now() }
    }

    /// Does one step under its name.
    pub fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n=== {name}");
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        println!("=== {name}: {word} in {}", seconds(took));
        result.with_context(|| format!("step `{name}`"))?;
        self.done.push((name, took));
        Ok(())
    }

    /// Says that a step has nothing to look at yet.
    pub fn skip(&mut self, name: &'static str, why: &'static str) {
        println!("\n=== {name}: skipped, {why}");
        self.skipped.push((name, why));
    }

    /// The table of times, and a closing line that says how many there were.
    pub fn close(self) {
        println!("\n=== all steps");
        for (name, took) in &self.done {
            println!("{:>9}  {name}", seconds(*took));
        }
        for (name, why) in &self.skipped {
            println!("{:>9}  {name} ({why})", "skipped");
        }
        println!("{:>9}  together", seconds(self.began.elapsed()));
        println!("steps: {} passed, 0 failed, {} skipped", self.done.len(), self.skipped.len());
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
