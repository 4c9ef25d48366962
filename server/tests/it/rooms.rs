//! The rooms test: each line stands where ARCHITECTURE.md says it may. Exceptions are listed here, with their
//! number, and the list may only shrink.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace")
        .to_owned()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && name != "node_modules" && name != ".git" {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// Source files of a room, by path from the root, without their unit tests and comments.
fn room(path: &str) -> Vec<(String, String)> {
    let root = root();
    let mut found = Vec::new();
    let start = root.join(path);
    if start.is_file() {
        found.push(start)
    } else {
        files(&start, &mut found)
    }
    assert!(!found.is_empty(), "{path} has files");
    found
        .into_iter()
        .filter_map(|file| {
            let name = file
                .strip_prefix(&root)
                .ok()?
                .to_string_lossy()
                .replace('\\', "/");
            let tests = name.contains("/tests/") || name.ends_with("tests.rs");
            let text = fs::read_to_string(&file).ok()?;
            let code = text
                .split("#[cfg(test)]\nmod tests {")
                .next()
                .unwrap_or_default()
                .to_owned();
            let lines: Vec<&str> = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            (!tests).then(|| (name, lines.join("\n")))
        })
        .collect()
}

struct Rule {
    rooms: &'static [&'static str],
    never: &'static [&'static str],
    why: &'static str,
    /// Files that may, and why it is so.
    except: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        rooms: &["shared/src"],
        never: &[
            "tokio::",
            "sea_orm",
            "leptos",
            "axum",
            "web_sys",
            "SystemTime",
            "Instant::now",
            "rand::",
        ],
        why: "the vocabulary is values: no I/O, clock or randomness",
        except: &[],
    },
    Rule {
        rooms: &["server/domain/src"],
        never: &[
            "axum",
            "leptos",
            "std::env",
            "http::",
            "SystemTime",
            "Instant::now",
            "reqwest",
        ],
        why: "the law knows no HTTP, no pages, no environment and only the clock it is given",
        except: &[],
    },
    Rule {
        rooms: &["server/domain/src/access.rs", "server/verifier/src"],
        never: &["async ", ".await", "sea_orm", "now()", "Domain"],
        why: "decisions are pure; time is an argument",
        except: &[],
    },
    Rule {
        rooms: &["server/domain/src/payments"],
        never: &["payout_address", "PayoutAddress"],
        why: "who is paid depends on the moment: ask creators::payout_store::payout(…).at(now)",
        except: &[],
    },
    Rule {
        rooms: &["app/src"],
        never: &[
            "sea_orm",
            "web_sys",
            "wasm_bindgen",
            "js_sys",
            "std::env",
            "SystemTime",
        ],
        why: "pages touch neither the database nor the browser's own interfaces",
        except: &[],
    },
    Rule {
        rooms: &["app/src"],
        never: &["leptos_axum", "axum::"],
        why: "only the door knows the server",
        except: &["app/src/door.rs"],
    },
    Rule {
        rooms: &["app/src"],
        never: &["cfg(feature"],
        why: "which side it is compiled for is decided once",
        except: &["app/src/lib.rs"],
    },
    Rule {
        rooms: &["app/src/kit"],
        never: &[
            "#[server",
            "domain::",
            "crate::posts",
            "crate::creators",
            "crate::feed",
            "crate::payments",
        ],
        why: "the kit knows no noun",
        except: &[],
    },
    Rule {
        rooms: &[
            "frontend/src",
            "frontend/bare/src",
            "frontend/compose/src",
            "frontend/looking/src",
            "frontend/talk/src",
        ],
        never: &["view!", "#[component]", "sea_orm", "domain::"],
        why: "the browser room has no markup and no rules",
        except: &[],
    },
    Rule {
        rooms: &["server/src/rest"],
        never: &["sea_orm", "Entity", "role ==", "moderates()"],
        why: "a door extracts, calls the domain and answers",
        except: &[],
    },
    Rule {
        rooms: &[
            "server/src",
            "server/domain/src",
            "server/localnet/src",
            "app/src",
            "shared/src",
            "migrations/src",
        ],
        never: &["env::var"],
        why: "only config.rs reads the environment",
        except: &["server/src/config.rs"],
    },
    Rule {
        rooms: &["migrations/src"],
        never: &["shared::", "domain::", "app::", "server::"],
        why: "history imports nothing of ours",
        except: &[],
    },
];

#[test]
fn each_line_stands_in_its_room() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for (name, code) in rule.rooms.iter().flat_map(|path| room(path)) {
            for never in rule
                .never
                .iter()
                .filter(|_| !rule.except.contains(&name.as_str()))
            {
                if code.contains(never) {
                    wrong.push(format!("{name} contains `{never}`: {}", rule.why));
                }
            }
        }
        for file in rule.except {
            let used = room(file)
                .iter()
                .any(|(_, code)| rule.never.iter().any(|never| code.contains(never)));
            assert!(used, "{file} needs no exception any more: {}", rule.why);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sql_stands_in_stores() {
    // `moves.rs` is the one place that changes an order's status, and its UPDATE is that act.
    const MAY: &[&str] = &["store.rs", "entity.rs", "payments/moves.rs"];
    let calls = [
        "Entity::insert",
        "Entity::update",
        "Entity::delete",
        ".exec(",
        "execute(",
        "execute_raw(",
    ];
    let wrong: Vec<String> = room("server/domain/src")
        .into_iter()
        .filter(|(name, _)| !MAY.iter().any(|end| name.ends_with(end)))
        .filter(|(_, code)| calls.iter().any(|call| code.contains(call)))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "writes outside a store");
}

/// `$1` in SQL of one's own is a value on PostgreSQL alone: for SQLite SeaQuery writes it as it stands and binds nothing, and SQLite
/// takes whatever else is bound first.
#[test]
fn values_are_bound_on_both_databases() {
    let wrong: Vec<String> = room("server/domain/src")
        .into_iter()
        .filter(|(_, code)| code.contains("cust_with_"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(wrong, Vec::<String>::new(), "Expr::cust_with_*");
}

/// Whoever reads in a transaction among others may read what is not committed yet and SQLite may still undo, on which no money may rest.
/// What is written so is listed here.
#[test]
fn money_is_committed_by_itself() {
    const MAY: &[&str] = &[
        "comments/mod.rs",
        "creators/following.rs",
        "engagement/mod.rs",
        "messages/sending.rs",
        "posts/acts.rs",
    ];
    let root = "server/domain/src";
    let together: BTreeSet<String> = room(root)
        .into_iter()
        .filter(|(_, code)| code.contains(".begin_together("))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        together,
        MAY.iter().map(|file| format!("{root}/{file}")).collect()
    );
}

/// The domain's nouns in their order, as in ARCHITECTURE.md: each uses only those before it.
const NOUNS: &[&str] = &[
    "index",
    "live",
    "media",
    "identity",
    "notifications",
    "engagement",
    "subscriptions",
    "creators",
    "posts",
    "comments",
    "messages",
    "payments",
    "moderation",
    "feed",
    "inbox",
    "courier",
    "search",
    "hearing",
    "personal_data",
];

/// What a file takes from the crate's root, by the first name of each path.
fn taken_from_the_root(code: &str) -> Vec<String> {
    let mut taken = Vec::new();
    for after in code.split("crate::").skip(1) {
        let Some(group) = after.strip_prefix('{') else {
            taken.push(
                after
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect(),
            );
            continue;
        };
        let (mut depth, mut name, mut begins) = (0, String::new(), true);
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => begins = true,
                c if begins && (c.is_alphanumeric() || c == '_') => name.push(c),
                c if begins && c.is_whitespace() && name.is_empty() => {}
                _ => begins = false,
            }
            if (!begins || c == ',') && !name.is_empty() {
                taken.push(std::mem::take(&mut name));
            }
        }
        taken.push(name);
    }
    taken.retain(|name: &String| !name.is_empty());
    taken
}

#[test]
fn nouns_use_only_nouns_before_them() {
    let sample =
        "use crate::{Domain, access::{self, feed}, posts::store}; crate::media::url(); use crate::{feed};";
    assert_eq!(
        taken_from_the_root(sample),
        ["Domain", "access", "posts", "media", "feed"]
    );
    let mut wrong = Vec::new();
    for (at, noun) in NOUNS.iter().enumerate() {
        for (name, code) in room(&format!("server/domain/src/{noun}")) {
            for taken in taken_from_the_root(&code) {
                if NOUNS[at + 1..].contains(&taken.as_str()) {
                    wrong.push(format!("{name} uses {taken}"));
                }
            }
        }
    }
    let all: Vec<String> = fs::read_dir(root().join("server/domain/src"))
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    for noun in &all {
        assert!(NOUNS.contains(&noun.as_str()), "{noun} has no place in the order");
    }
    assert_eq!(wrong, Vec::<String>::new(), "nouns that reach to their right");
}

#[test]
fn every_file_says_what_it_is() {
    let mut wrong = Vec::new();
    for part in [
        "shared/src",
        "server/src",
        "server/domain/src",
        "server/localnet/src",
        "server/hub/src",
        "server/art/src",
        "server/fonana",
        "server/testkit/src",
        "server/tests",
        "app/src",
        "frontend/bare/src",
        "frontend/bind/src",
        "frontend/compose/src",
        "frontend/looking/src",
        "frontend/src",
        "frontend/talk/src",
        "migrations/src",
    ] {
        let mut found = Vec::new();
        files(&root().join(part), &mut found);
        for file in found {
            let text = fs::read_to_string(&file).unwrap_or_default();
            if !text.starts_with("//! ") {
                wrong.push(file.strip_prefix(root()).unwrap_or(&file).display().to_string());
            }
        }
    }
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "files that do not open with a sentence"
    );
}
