//! Every case through `Api::call` and by hand, in turns, and a table of the ratios at the end.
//! The product's aim is a ratio of at most 1.5; nothing here fails for missing it.

use criterion::{Criterion, SamplingMode};
use pufa_bench::by_hand;
use pufa_bench::cases::{self, Case};
use pufa_bench::workspace::Workspace;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

const AIM: f64 = 1.5;

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let data = folder.join("workspace");
    let measured = folder.join("measured");
    for old in [&data, &measured] {
        // Gone already is as good.
        drop(std::fs::remove_dir_all(old));
    }
    let workspace = Workspace::make(&data);
    let cases = cases::all(&workspace.unit);
    let mut criterion = Criterion::default()
        .output_directory(&measured)
        .without_plots()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(600))
        .configure_from_args();
    let mut lines = Vec::new();
    for case in &cases {
        let mut pairs = Pairs::default();
        let mut group = criterion.benchmark_group("operations");
        group.sampling_mode(SamplingMode::Flat).bench_function(case.name, |bencher| {
            bencher.iter_custom(|times| (0..times).map(|_| pairs.add(&workspace, case)).sum());
        });
        group.finish();
        lines.extend(pairs.line(case.name));
    }
    println!("\n{:<32} {:>10} {:>10} {:>7}  {:>9}", "operation", "call ms", "by hand", "ratio", "bytes");
    println!("{}", lines.join("\n"));
}

/// What one case took, a call and its comparison by hand each time one after the other: a machine that is slower for a while
/// is slower for both.
#[derive(Default)]
struct Pairs {
    call: Vec<Duration>,
    by_hand: Vec<Duration>,
    bytes: usize,
}

impl Pairs {
    /// Measures one pair; answers what the call took.
    fn add(&mut self, workspace: &Workspace, case: &Case) -> Duration {
        let input = case.input.to_string();
        workspace.make_old(case);
        let begun = Instant::now();
        let answer = black_box(workspace.call(case.operation, &input));
        let call = begun.elapsed();
        workspace.make_old(case);
        let begun = Instant::now();
        black_box(
            by_hand::answer(&workspace.connection, &case.by_hand).expect("the statements fit the schema"),
        );
        self.by_hand.push(begun.elapsed());
        self.call.push(call);
        self.bytes = answer.len();
        call
    }

    /// A line of the table: medians in ms, their ratio, bytes of an answer.
    fn line(&mut self, name: &str) -> Option<String> {
        let (call, by_hand) = (median_ms(&mut self.call)?, median_ms(&mut self.by_hand)?);
        let ratio = call / by_hand;
        let mark = if ratio > AIM { " over" } else { "" };
        Some(format!("{name:<32} {call:>10.3} {by_hand:>10.3} {ratio:>7.2}  {:>9}{mark}", self.bytes))
    }
}

fn median_ms(times: &mut [Duration]) -> Option<f64> {
    times.sort_unstable();
    Some(times.get(times.len() / 2)?.as_secs_f64() * 1e3)
}
