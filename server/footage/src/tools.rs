//! Where ffmpeg is and what it can do. A build that is too old or lacks an encoder is no tool, in words for an operator.

use crate::{
    limits::{Fault, Limits},
    run::{Work, run, words},
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// Where programs are looked for, and what they are given as `PATH`.
pub(crate) const FOLDERS: [&str; 4] = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin"];
/// Of libavutil, as ffmpeg 4.4 has it: it is told by builds without a release's number too.
const OLDEST: (u32, u32) = (56, 70);

/// An ffmpeg that can do all that is needed, with what bounds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tools {
    pub(crate) ffmpeg: PathBuf,
    pub(crate) ffprobe: PathBuf,
    version: String,
    /// Whether bright colours (HDR) can be brought to what all screens show.
    pub(crate) zscale: bool,
    pub(crate) nice: Option<PathBuf>,
    pub(crate) prlimit: Option<PathBuf>,
    pub(crate) setpriv: Option<PathBuf>,
}

impl Tools {
    /// Looks for ffmpeg: at `configured`, the program or its folder, or in the usual folders; ffprobe lies beside it. `None`
    /// if nothing is configured and there is none.
    ///
    /// # Errors
    /// Words for an operator: it is not where it was said to be, or what was found is too old or lacks something.
    pub async fn find(configured: Option<&Path>) -> Result<Option<Self>, String> {
        let ffmpeg = match configured {
            Some(path) if path.is_dir() => path.join("ffmpeg"),
            Some(path) => path.to_owned(),
            None => match program("ffmpeg") {
                Some(path) => path,
                None => return Ok(None),
            },
        };
        // What runs elsewhere must still find it.
        let ffmpeg =
            std::path::absolute(&ffmpeg).map_err(|error| format!("{}: {error}", ffmpeg.display()))?;
        let ffprobe = ffmpeg.with_file_name("ffprobe");
        for path in [&ffmpeg, &ffprobe] {
            if !path.is_file() {
                return Err(format!("there is no program {}", path.display()));
            }
        }
        let mut tools = Self {
            ffmpeg,
            ffprobe,
            version: String::new(),
            zscale: false,
            nice: program("nice"),
            prlimit: program("prlimit"),
            setpriv: program("setpriv"),
        };
        let (version, library) = parsed(&tools.told("-version").await?)
            .ok_or_else(|| format!("{} tells no version", tools.ffmpeg.display()))?;
        tools.version = version;
        if library < OLDEST {
            return Err(format!("{} is too old: 4.4 or newer is needed", tools.name()));
        }
        let encoders = tools.told("-encoders").await?;
        let missing: Vec<&str> = ["libx264", "aac", "png"]
            .into_iter()
            .filter(|name| !lists(&encoders, name))
            .collect();
        if !missing.is_empty() {
            return Err(format!(
                "{} lacks the encoders {}: install a build with them",
                tools.name(),
                missing.join(", ")
            ));
        }
        let filters = tools.told("-filters").await?;
        tools.zscale = lists(&filters, "zscale") && lists(&filters, "tonemap");
        Ok(Some(tools))
    }

    /// As ffmpeg tells it, such as `5.1.9-0+deb12u1`.
    pub fn version(&self) -> &str {
        &self.version
    }

    fn name(&self) -> String {
        format!("ffmpeg {} ({})", self.version, self.ffmpeg.display())
    }

    async fn told(&self, question: &str) -> Result<String, String> {
        let mut told = Vec::new();
        let work = Work {
            program: &self.ffmpeg,
            args: words(&format!("-hide_banner {question}")),
            folder: Path::new("/"),
            time: Duration::from_secs(20),
        };
        // Their lists have some tens of kilobytes.
        let each = |bytes: &[u8]| {
            told.extend_from_slice(&bytes[..bytes.len().min(1_000_000usize.saturating_sub(told.len()))]);
            Ok(())
        };
        match run(self, &Limits::default(), work, each).await {
            Ok(()) => Ok(String::from_utf8_lossy(&told).into_owned()),
            Err(Fault::Failed(words)) => Err(words),
            Err(Fault::Refused(_)) => Err(format!("{} {question} does not answer", self.ffmpeg.display())),
        }
    }
}

/// What it is, and what it does without: colours of HDR are then less true, and work is bounded less.
impl std::fmt::Display for Tools {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{}", self.name())?;
        let parts = [
            ("zscale with tonemap", self.zscale),
            ("nice", self.nice.is_some()),
            ("prlimit", self.prlimit.is_some()),
            ("setpriv", self.setpriv.is_some()),
        ];
        for (name, _) in parts.iter().filter(|(_, there)| !there) {
            write!(to, ", without {name}")?;
        }
        Ok(())
    }
}

fn program(name: &str) -> Option<PathBuf> {
    FOLDERS
        .iter()
        .map(|folder| Path::new(folder).join(name))
        .find(|path| path.is_file())
}

/// The name of a version, and libavutil's own.
pub(crate) fn parsed(told: &str) -> Option<(String, (u32, u32))> {
    let version = told.strip_prefix("ffmpeg version ")?.split_whitespace().next()?;
    let library = told.lines().find_map(|line| line.strip_prefix("libavutil"))?;
    let mut numbers = library
        .split('/')
        .next()?
        .split('.')
        .map(|number| number.trim().parse().ok());
    Some((version.to_owned(), (numbers.next()??, numbers.next()??)))
}

/// Whether a table of encoders or filters has a row for the name, which stands second.
fn lists(table: &str, name: &str) -> bool {
    table
        .lines()
        .any(|line| line.split_whitespace().nth(1) == Some(name))
}
