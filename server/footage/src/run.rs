//! One program at work, under bounds: its own process group, little environment, no input, so much memory, time and room.
//! Nothing of it survives whoever waits for it.

use crate::{
    limits::{Fault, Limits, Refusal},
    tools::{FOLDERS, Tools},
};
use rustix::process::{Pid, Signal, kill_process_group};
use std::{
    ffi::OsString,
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{ExitStatus, Stdio},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt},
    process::{Child, Command},
    time::timeout,
};

/// Bytes of a program's last words that are kept.
const WORDS: usize = 2_048;

pub(crate) struct Work<'a> {
    pub program: &'a Path,
    pub args: Vec<OsString>,
    /// Where it stands; names of results are within.
    pub folder: &'a Path,
    pub time: Duration,
}

/// The arguments of a line, in which none holds a space.
pub(crate) fn words(line: &str) -> Vec<OsString> {
    line.split_whitespace().map(OsString::from).collect()
}

/// Time for work on a recording of this length.
pub(crate) fn patience(limits: &Limits, milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds.saturating_mul(limits.pace.into())) + Duration::from_secs(60)
}

/// Runs to the end; `each` gets what the program writes and may put an end to it.
///
/// # Errors
/// [`Fault::Refused`]: `each` said so, the bounds were met, or the program could make nothing of the file.
/// [`Fault::Failed`]: anything else, with its last words.
pub(crate) async fn run(
    tools: &Tools,
    limits: &Limits,
    work: Work<'_>,
    each: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let name = work.program.display().to_string();
    let failed = |error: std::io::Error| Fault::Failed(format!("{name}: {error}"));
    let (mut child, mut group) = begun(tools, limits, &work).map_err(failed)?;
    let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(Fault::Failed(format!("{name} has no pipes")));
    };
    let whole = async {
        let ((), words) = tokio::try_join!(heard(out, each), last_words(err))?;
        let status = child.wait().await?;
        Ok::<_, Fault>((status, words))
    };
    let ended = timeout(work.time, whole).await;
    match ended {
        Ok(Ok((status, words))) => {
            group.over();
            judged(&name, status, words.trim())
        }
        ended => {
            group.kill();
            // At once, since it was killed; what counts is why.
            let _ = child.wait().await;
            group.over();
            match ended {
                Ok(Err(fault)) => Err(fault),
                _ => Err(Refusal::Slow.into()),
            }
        }
    }
}

/// The program behind `nice`, `prlimit` and `setpriv`, where those are: each becomes the next, so all are one process. By the last
/// it ends when the thread that began it does, even if this process is killed; that must be one that lives as long as the process.
fn begun(tools: &Tools, limits: &Limits, work: &Work<'_>) -> std::io::Result<(Child, Group)> {
    let mut words: Vec<OsString> = Vec::new();
    if let Some(nice) = &tools.nice {
        words.extend([nice.into(), "-n".into(), "10".into()]);
    }
    if let Some(prlimit) = &tools.prlimit {
        let seconds = (work.time.as_secs() + 10).saturating_mul(u64::from(limits.threads) + 1);
        words.push(prlimit.into());
        words.extend(
            [
                format!("--as={}", limits.memory),
                format!("--cpu={seconds}"),
                format!("--fsize={}", limits.output),
                "--core=0".to_owned(),
            ]
            .map(OsString::from),
        );
    }
    if let Some(setpriv) = &tools.setpriv {
        words.extend([setpriv.into(), "--pdeathsig".into(), "KILL".into(), "--".into()]);
    }
    words.push(work.program.into());
    let mut words = words.into_iter().chain(work.args.iter().cloned());
    let mut command = Command::new(words.next().unwrap_or_default());
    command
        .args(words)
        .current_dir(work.folder)
        .env_clear()
        .env("PATH", FOLDERS.join(":"))
        .env("LC_ALL", "C")
        .env("AV_LOG_FORCE_NOCOLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true);
    let child = command.spawn()?;
    let id = child.id().and_then(|id| i32::try_from(id).ok());
    Ok((child, Group(id.and_then(Pid::from_raw))))
}

/// A process group that ends with this value, unless it is over before.
struct Group(Option<Pid>);

impl Group {
    /// Its leader is not yet waited for, so the number is nobody else's.
    fn kill(&mut self) {
        if let Some(id) = self.0.take() {
            // There may be nobody left in it.
            let _ = kill_process_group(id, Signal::KILL);
        }
    }

    fn over(&mut self) {
        self.0 = None;
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.kill();
    }
}

async fn heard(
    mut from: impl AsyncRead + Unpin,
    mut each: impl FnMut(&[u8]) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut bytes = vec![0; 16 * 1024];
    loop {
        match from.read(&mut bytes).await? {
            0 => return Ok(()),
            read => each(&bytes[..read])?,
        }
    }
}

async fn last_words(mut from: impl AsyncRead + Unpin) -> Result<String, Fault> {
    let (mut words, mut bytes) = (Vec::new(), vec![0; 2 * 1024]);
    loop {
        let read = from.read(&mut bytes).await?;
        if read == 0 {
            return Ok(String::from_utf8_lossy(&words).into_owned());
        }
        words.extend_from_slice(&bytes[..read]);
        words.drain(..words.len().saturating_sub(WORDS));
    }
}

/// What an end means. Of what ffmpeg says only what is told of the file itself is the file's fault.
fn judged(name: &str, status: ExitStatus, words: &str) -> Result<(), Fault> {
    /// SIGXFSZ, the same number on every Unix.
    const TOO_LARGE: i32 = 25;
    if status.success() {
        return Ok(());
    }
    if status.signal() == Some(TOO_LARGE) {
        return Err(Refusal::Large.into());
    }
    let ours = [
        "No space left on device",
        "Permission denied",
        "Read-only file system",
    ];
    let failed = Fault::Failed(format!("{name} ended with {status}: {words}"));
    if ours.iter().any(|phrase| words.contains(phrase)) {
        return Err(failed);
    }
    for (phrase, refusal) in [
        ("not on whitelist", Refusal::Codec),
        ("max_streams", Refusal::Streams(0)),
        ("File too large", Refusal::Large),
        ("Cannot allocate memory", Refusal::Large),
        ("malloc of size", Refusal::Large),
        ("moov atom not found", Refusal::CutShort),
        ("Invalid data found when processing input", Refusal::Broken),
        ("Could not find codec parameters", Refusal::Broken),
        ("Error while decoding", Refusal::Broken),
        ("Failed to read frame size", Refusal::Broken),
        ("matches no streams", Refusal::NoContent),
        ("End of file", Refusal::CutShort),
    ] {
        if words.contains(phrase) {
            return Err(refusal.into());
        }
    }
    Err(failed)
}
