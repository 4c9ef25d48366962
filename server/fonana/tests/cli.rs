//! The binary as a shell sees it: where settings come from, and how faults are told.

use std::{path::Path, process::Command};
use tempfile::TempDir;

/// What the binary says of its settings, with an environment of nothing but these.
fn faults(arguments: &[&str], environment: &[(&str, &str)], folder: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_fonana"))
        .arg("check")
        .args(arguments)
        .env_clear()
        .envs(environment.iter().copied())
        .current_dir(folder)
        .output()
        .expect("the binary runs");
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let folder = TempDir::new().expect("a temporary folder");
    let file = "platform_bps = \"file\"\nreferral_bps = \"file\"\norder_minutes = 0\n";
    std::fs::write(folder.path().join("fonana.toml"), file).expect("written");
    let environment = [
        ("FONANA_PLATFORM_BPS", "environment"),
        ("FONANA_REFERRAL_BPS", "environment"),
    ];
    let words = faults(&["--platform-bps", "flag"], &environment, folder.path());
    for expected in [
        "3 fault(s)",
        "platform_bps: expected a number from 0 to 5000, got \"flag\"",
        "referral_bps: expected a number from 0 to 10000, got \"environment\"",
        "order_minutes: expected a number from 1 to 1440, got \"0\"",
    ] {
        assert!(words.contains(expected), "{words}");
    }
}

#[test]
fn a_role_is_given_to_somebody_who_is_there() {
    let folder = TempDir::new().expect("a temporary folder");
    let fonana = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_fonana"))
            .args(arguments)
            .env_clear()
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (done, words) = fonana(&["admin", "grant", "moderator", "somebody"]);
    assert!(!done && words.contains("there is no database yet"), "{words}");
    assert!(fonana(&["migrate"]).0);
    let (done, words) = fonana(&["admin", "grant", "moderator", "@somebody"]);
    assert!(
        !done && words.contains("nobody here has the handle somebody"),
        "{words}"
    );
    let (done, words) = fonana(&["admin", "grant", "emperor", "somebody"]);
    assert!(
        !done && words.contains("expected member, moderator or admin"),
        "{words}"
    );
}
