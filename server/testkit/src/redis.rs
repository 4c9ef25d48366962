//! A Redis of a test's own, started from the program `redis-server` (or Valkey's) and gone with the test, however that ends. It is on this
//! machine alone, keeps nothing on a disk, and may be stopped, begun again and made silent.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::net::UnixStream,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// Runs the program with what is given, says its number, and kills it when nobody holds its input any more: also when the test is killed.
const KEEPER: &str = r#"
program=$(command -v redis-server || command -v valkey-server) || exit 1
"$program" "$@" >"$LOG" 2>&1 &
echo $!
cat >/dev/null
kill -9 $!
wait
"#;

/// A Redis, while this is held.
pub struct Redis {
    folder: TempDir,
    /// Where it listens on loopback; else by a socket in its folder.
    port: Option<u16>,
    running: Option<(Child, u32)>,
}

impl Redis {
    fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a temporary folder"),
            port: None,
            running: None,
        }
    }

    /// One that may be stopped and begun again: nobody can take its place meanwhile.
    pub async fn start() -> Self {
        let mut redis = Self::new();
        redis.begin().await;
        redis
    }

    /// One on a port of loopback.
    pub async fn on_a_port() -> Self {
        let mut redis = Self::new();
        // Somebody else may take the port before it does; then it is another one.
        loop {
            let free = TcpListener::bind("127.0.0.1:0").expect("a port");
            redis.port = Some(free.local_addr().expect("its address").port());
            drop(free);
            if redis.began().await {
                return redis;
            }
        }
    }

    /// For `REDIS_URL`.
    pub fn url(&self) -> String {
        match self.port {
            Some(port) => format!("redis://127.0.0.1:{port}"),
            None => format!("unix://{}", self.socket().display()),
        }
    }

    /// Where its socket stands, if it is on no port.
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("redis.sock")
    }

    /// Starts it again after [`Redis::stop`]; it knows nothing of before.
    pub async fn begin(&mut self) {
        assert!(self.began().await, "it starts: {}", self.log());
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// Whether it came to answer.
    async fn began(&mut self) -> bool {
        let mut command = Command::new("sh");
        command
            .args(["-c", KEEPER, "redis", "--save", "", "--appendonly", "no"])
            .args(["--bind", "127.0.0.1", "--dir"])
            .arg(self.folder.path())
            .args(["--port", &self.port.unwrap_or(0).to_string()])
            .env("LOG", self.folder.path().join("log"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        if self.port.is_none() {
            command.arg("--unixsocket").arg(self.socket());
        }
        let mut child = command.spawn().expect("a shell");
        let mut said = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        output.read_line(&mut said).expect("it can be read");
        let id = said
            .trim()
            .parse()
            .expect("redis-server is installed: `make test` does it");
        self.running = Some((child, id));
        while !self.ask("PING").is_ok_and(|answer| answer.starts_with("+PONG")) {
            if !PathBuf::from(format!("/proc/{id}/exe")).exists() {
                self.stop();
                return false;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        true
    }

    /// The first line of its answer to a command.
    pub fn ask(&self, command: &str) -> io::Result<String> {
        fn asked(mut stream: impl Read + Write, command: &str) -> io::Result<String> {
            stream.write_all(format!("{command}\r\n").as_bytes())?;
            let mut answer = String::new();
            BufReader::new(stream).read_line(&mut answer)?;
            Ok(answer)
        }
        match self.port {
            Some(port) => asked(TcpStream::connect(("127.0.0.1", port))?, command),
            None => asked(UnixStream::connect(self.socket())?, command),
        }
    }

    /// As `kill -9`.
    pub fn stop(&mut self) {
        if let Some((mut keeper, _)) = self.running.take() {
            drop(keeper.stdin.take());
            let _ = keeper.wait();
        }
    }

    /// Takes what is sent and answers nothing, or goes on.
    pub fn silence(&self, silent: bool) {
        let (_, id) = self.running.as_ref().expect("it runs");
        let signal = if silent { "-STOP" } else { "-CONT" };
        let sent = Command::new("kill").args([signal, &id.to_string()]).status();
        assert!(sent.expect("a signal").success());
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.stop();
    }
}
