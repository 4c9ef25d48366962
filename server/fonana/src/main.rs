//! `fonana`, the one binary: serve, migrate, seed, check, verify, admin, with the site's files inside. It refuses to run with a
//! configuration that has faults.

use clap::{Parser, Subcommand};
use rust_embed::RustEmbed;
use server::{
    assets::Site,
    config::{Config, LogFormat, Settings},
    serve,
};
use shared::{
    identity::{Handle, Role},
    solana::Signature,
};
use std::{io::IsTerminal, process::ExitCode};
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What scripts/site.sh makes. A release binary carries it; a debug one reads the folder.
#[derive(RustEmbed)]
#[folder = "../../target/site"]
struct Files;

/// Creators sell their work to fans, paid in Solana from wallet to wallet.
#[derive(Parser)]
#[command(name = "fonana", version, about)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Open the site; migrations run first
    Serve,
    /// Bring the database up to date and stop
    Migrate,
    /// Fill an empty data folder with the demo, or with a large set for measurements
    Seed {
        /// People in all; the demo has 96
        #[arg(long)]
        users: Option<u32>,
        /// Posts in all; the demo has 339
        #[arg(long)]
        posts: Option<u32>,
    },
    /// Read the whole configuration, ask database and RPC nodes, say what is wrong; changes nothing
    Check,
    /// Judge a payment anew by the chain, and compare it with the books; changes nothing
    Verify {
        /// The transaction's signature, in base58
        #[arg(value_parser = signature)]
        signature: Signature,
    },
    /// Read off a picture that somebody found to whom it was shown; changes nothing
    Trace {
        /// A JPEG, PNG, WebP or GIF
        file: std::path::PathBuf,
    },
    /// Look after people
    Admin {
        #[command(subcommand)]
        act: Admin,
    },
}

#[derive(Subcommand)]
enum Admin {
    /// Give somebody a role, or take it by giving that of a member
    Grant {
        /// member, moderator or admin
        #[arg(value_parser = role)]
        role: Role,
        /// Their handle, with its @ or without
        #[arg(value_parser = handle)]
        handle: Handle,
    },
}

fn role(text: &str) -> Result<Role, String> {
    text.parse()
        .map_err(|_| "expected member, moderator or admin".to_owned())
}

fn handle(text: &str) -> Result<Handle, String> {
    text.parse().map_err(|_| "this is no handle".to_owned())
}

fn signature(text: &str) -> Result<Signature, String> {
    text.parse()
        .map_err(|_| "this is not a transaction's signature: 64 bytes in base58".to_owned())
}

fn log(config: &Config) {
    // Checked with the rest of the configuration.
    let filter = EnvFilter::try_new(&config.log).unwrap_or_default();
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => log.with_target(false).init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}

#[expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line speaks on its terminal"
)]
fn main() -> ExitCode {
    let mut cli = Cli::parse();
    if let Command::Seed { .. } = cli.command {
        // Hundreds of payments are no news here.
        cli.settings.log.get_or_insert_with(|| "warn".into());
    }
    let config = match cli.settings.resolve() {
        Ok(config) => config,
        Err(faults) => {
            eprint!("{faults}");
            return ExitCode::from(2);
        }
    };
    log(&config);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("No threads to run on: {error}");
            return ExitCode::FAILURE;
        }
    };
    let result = runtime.block_on(async {
        match cli.command {
            Command::Serve => serve::run(config, Site::of::<Files>())
                .await
                .map_err(|error| error.to_string()),
            Command::Migrate => server::adapters::database::migrate(&config.database_url, &config.data_dir)
                .await
                .map(|()| println!("The database is up to date."))
                .map_err(|error| error.to_string()),
            Command::Seed { users, posts } => {
                seed(config, users, posts).await.map(|words| println!("{words}"))
            }
            Command::Trace { file } => serve::trace(&config, &file).await.and_then(|traced| {
                println!("{}", traced.words);
                if traced.named {
                    Ok(())
                } else {
                    Err("nobody is named".to_owned())
                }
            }),
            Command::Verify { signature } => serve::verify(&config, &signature)
                .await
                .map_err(|error| error.to_string())
                .and_then(|verdict| {
                    println!("{}", verdict.words);
                    if verdict.good {
                        Ok(())
                    } else {
                        Err("this is no payment that holds".to_owned())
                    }
                }),
            Command::Admin {
                act: Admin::Grant { role, handle },
            } => serve::grant(&config, role, &handle)
                .await
                .map(|words| println!("{words}")),
            Command::Check => serve::check(&config)
                .await
                .map(|words| println!("{words}"))
                .map_err(|error| error.to_string()),
        }
    });
    // A stop has waited long enough by now for whatever still runs.
    runtime.shutdown_background();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fonana: {error}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(feature = "localnet")]
async fn seed(config: Config, users: Option<u32>, posts: Option<u32>) -> Result<String, String> {
    server::seed::run(config, users, posts)
        .await
        .map(|summary| summary.to_string())
}

#[cfg(not(feature = "localnet"))]
async fn seed(_: Config, _: Option<u32>, _: Option<u32>) -> Result<String, String> {
    Err("this build has no embedded network, and the demo needs one".into())
}
