//! Letters over SMTP, handed to the one server that the operator named. What goes in plain text to another machine is refused by the
//! configuration; no letter is changed here, and none is sent to more than one address.

use async_trait::async_trait;
use domain::ports::{Mail, MailFault, Mailer};
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox, MultiPart,
        header::{Header, HeaderName, HeaderValue},
    },
};
use reqwest::Url;
use std::{error::Error, fmt, time::Duration};

/// For each step of handing a letter over.
const STEP: Duration = Duration::from_secs(15);
/// For all of them.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A mail server, and from whom letters come.
#[derive(Clone, PartialEq, Eq)]
pub struct Smtp {
    /// With its password.
    url: String,
    host: String,
    pub from: Mailbox,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp")
            .field("host", &self.host)
            .field("from", &self.from)
            .finish_non_exhaustive()
    }
}

impl Smtp {
    /// A server by its address, as `smtps://user:password@mail.example` or `smtp://…?tls=required`. Without TLS only this machine
    /// is spoken to.
    ///
    /// # Errors
    /// What is expected instead.
    pub fn new(url: &str, from: &str) -> Result<Self, (&'static str, String)> {
        const EXPECTED: &str =
            "smtps://user:password@host, smtp://…?tls=required, or smtp://127.0.0.1:port on this machine";
        let wrong = || ("smtp_url", format!("expected {EXPECTED}"));
        let parsed = Url::parse(url).map_err(|_| wrong())?;
        let host = parsed
            .host_str()
            .filter(|host| !host.is_empty())
            .ok_or_else(wrong)?;
        let required = parsed
            .query_pairs()
            .any(|(name, value)| name == "tls" && value == "required");
        let here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match parsed.scheme() {
            "smtps" => {}
            "smtp" if required || here => {}
            _ => return Err(wrong()),
        }
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(|_| wrong())?;
        let expected = "expected an address such as Fonana <letters@fonana.example>";
        let from: Mailbox = from
            .parse()
            .map_err(|_| ("mail_from", format!("{expected}, got {from:?}")))?;
        Ok(Self {
            url: url.to_owned(),
            host: host.to_owned(),
            from,
        })
    }

    /// The address alone.
    pub fn address(&self) -> String {
        self.from.email.to_string()
    }

    /// Without the password.
    pub fn host(&self) -> &str {
        &self.host
    }

    fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, String> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.url);
        let transport = transport.map_err(|error| words(&error))?;
        Ok(transport.timeout(Some(STEP)).build())
    }
}

/// All that is known of why something went wrong.
fn words(error: &(dyn Error + 'static)) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(one) = cause {
        let more = one.to_string();
        if !words.contains(&more) {
            words = format!("{words}: {more}");
        }
        cause = one.source();
    }
    words
}

/// Asks a server whether it takes letters.
///
/// # Errors
/// Why it does not.
pub async fn ask(smtp: &Smtp) -> Result<(), String> {
    let answers = tokio::time::timeout(TIMEOUT, async {
        smtp.transport()?
            .test_connection()
            .await
            .map_err(|error| words(&error))
    });
    match answers.await {
        Ok(Ok(true)) => Ok(()),
        Ok(Ok(false)) => Err("it does not answer as a mail server does".to_owned()),
        Ok(Err(error)) => Err(error),
        Err(_) => Err("it did not answer in time".to_owned()),
    }
}

/// A header that says what it is given, of ASCII.
macro_rules! header {
    ($name:ident $header:literal) => {
        #[derive(Clone)]
        struct $name(String);

        impl Header for $name {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($header)
            }

            fn parse(text: &str) -> Result<Self, Box<dyn Error + Send + Sync>> {
                Ok(Self(text.to_owned()))
            }

            fn display(&self) -> HeaderValue {
                // An address in it must not be folded, and has nothing to be encoded.
                HeaderValue::dangerous_new_pre_encoded(Self::name(), self.0.clone(), self.0.clone())
            }
        }
    };
}
header!(ListUnsubscribe "List-Unsubscribe");
header!(ListUnsubscribePost "List-Unsubscribe-Post");
header!(AutoSubmitted "Auto-Submitted");

/// The way to the mail server.
pub struct SmtpMailer {
    /// Or why there is none.
    transport: Result<AsyncSmtpTransport<Tokio1Executor>, String>,
    from: Mailbox,
}

impl SmtpMailer {
    pub fn new(smtp: &Smtp) -> Self {
        Self {
            transport: smtp.transport(),
            from: smtp.from.clone(),
        }
    }

    fn message(&self, mail: &Mail) -> Result<Message, String> {
        let to: Address = mail.to.parse().map_err(|error| words(&error))?;
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(mail.subject.clone())
            .message_id(Some(format!("<{}>", mail.id)))
            // Nobody's holiday answers it.
            .header(AutoSubmitted("auto-generated".to_owned()));
        if let Some(stop) = &mail.stop {
            message = message
                .header(ListUnsubscribe(format!("<{stop}>")))
                .header(ListUnsubscribePost("List-Unsubscribe=One-Click".to_owned()));
        }
        let both = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
        message.multipart(both).map_err(|error| words(&error))
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Mail) -> Result<(), MailFault> {
        let message = self.message(mail).map_err(MailFault::Refused)?;
        let transport = self
            .transport
            .as_ref()
            .map_err(|why| MailFault::Later(why.clone()))?;
        match tokio::time::timeout(TIMEOUT, transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) if error.is_permanent() => Err(MailFault::Refused(words(&error))),
            Ok(Err(error)) => Err(MailFault::Later(words(&error))),
            Err(_) => Err(MailFault::Later("it took too long".to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "Fonana <letters@fonana.example>";

    #[test]
    fn a_password_goes_to_another_machine_by_tls_alone() {
        for good in [
            "smtps://user:secret@mail.example",
            "smtp://user:secret@mail.example?tls=required",
            "smtp://127.0.0.1:2525",
            "smtp://[::1]:2525",
        ] {
            let smtp = Smtp::new(good, FROM).expect(good);
            assert_eq!(smtp.address(), "letters@fonana.example");
            assert!(!format!("{smtp:?}").contains("secret"));
        }
        for bad in [
            "",
            "mail.example",
            "https://mail.example",
            "smtp://mail.example",
            "smtp://mail.example?tls=opportunistic",
            "smtp://10.0.0.1",
        ] {
            assert_eq!(Smtp::new(bad, FROM).expect_err(bad).0, "smtp_url", "{bad}");
        }
        for bad in ["", "Fonana", "letters@"] {
            let refused = Smtp::new("smtps://mail.example", bad).expect_err(bad);
            assert_eq!(refused.0, "mail_from", "{bad}");
        }
    }

    #[tokio::test]
    async fn a_letter_has_both_parts_and_the_way_to_end_it() {
        let mailer = SmtpMailer::new(&Smtp::new("smtp://127.0.0.1:2525", FROM).expect("a server"));
        let mail = Mail {
            to: "anna@example.com".into(),
            subject: "Нравится «Рассвет»".into(),
            text: "Plain words\n".into(),
            html: "<p>Rich words</p>\n".into(),
            id: "1@fonana.example".into(),
            stop: Some(format!("https://fonana.example/mail/{}", "a".repeat(60))),
        };
        let message = mailer.message(&mail).expect("a message");
        let text = String::from_utf8(message.formatted()).expect("ASCII");
        assert!(text.contains(&format!(
            "List-Unsubscribe: <https://fonana.example/mail/{}>\r\n",
            "a".repeat(60)
        )));
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
        assert!(text.contains("Message-ID: <1@fonana.example>\r\n"));
        assert!(text.contains("Plain words") && text.contains("<p>Rich words</p>"));
        assert!(text.is_ascii() && !text.contains("Рассвет"));
        let injected = Mail {
            to: "anna@example.com\r\nBcc: x@example.com".into(),
            ..mail
        };
        assert!(mailer.message(&injected).is_err());
    }
}
