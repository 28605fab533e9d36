//! Every case through `Api::call` and by hand, in one run, and a table of the ratios at the end.
//! The product's aim is a ratio of at most 1.5; nothing here fails for missing it.

use criterion::{BatchSize, Criterion, SamplingMode};
use pufa_bench::workspace::Workspace;
use pufa_bench::{by_hand, cases};
use std::path::{Path, PathBuf};
use std::time::Duration;

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
        .measurement_time(Duration::from_millis(1_200))
        .configure_from_args();
    for (at, case) in cases.iter().enumerate() {
        let input = case.input.to_string();
        let mut group = criterion.benchmark_group(group_name(at));
        group.sampling_mode(SamplingMode::Flat);
        let before = || workspace.make_old(case);
        let call = |()| workspace.call(case.operation, &input);
        let by_hand = |()| {
            by_hand::answer(&workspace.connection, &case.by_hand).expect("the statements fit the schema")
        };
        group.bench_function("call", |b| b.iter_batched(before, call, BatchSize::PerIteration));
        group.bench_function("by_hand", |b| b.iter_batched(before, by_hand, BatchSize::PerIteration));
        group.finish();
    }
    println!("\n{:<32} {:>10} {:>10} {:>7}  {:>9}", "operation", "call ms", "by hand", "ratio", "bytes");
    for (at, case) in cases.iter().enumerate() {
        let bytes = workspace.call(case.operation, &case.input.to_string()).len();
        let of = |function| median_ms(&measured, &group_name(at), function);
        if let (Some(call), Some(hand)) = (of("call"), of("by_hand")) {
            let ratio = call / hand;
            let mark = if ratio > AIM { " over" } else { "" };
            println!("{:<32} {call:>10.3} {hand:>10.3} {ratio:>7.2}  {bytes:>9}{mark}", case.name);
        }
    }
}

/// Folders of criterion's are named by the group: a number has no character that it would change.
fn group_name(at: usize) -> String {
    format!("case{at:02}")
}

fn median_ms(measured: &Path, group: &str, function: &str) -> Option<f64> {
    let text = std::fs::read(measured.join(group).join(function).join("new/estimates.json")).ok()?;
    let estimates: serde_json::Value = serde_json::from_slice(&text).ok()?;
    Some(estimates["median"]["point_estimate"].as_f64()? / 1e6)
}
