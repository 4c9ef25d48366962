//! The law's two kinds of error: a refusal in public words, and a fault whose cause only the log may see.

use crate::ports::ChainError;
use sea_orm::DbErr;
use shared::{Code, Refusal};

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// For the person or program that asked.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something outside did not answer: public words, and the cause for the log.
    #[error("{refusal}: {cause}")]
    Unavailable { refusal: Refusal, cause: String },
    /// A fault of ours or of the database; for the log only.
    #[error("{0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// A fault described in words.
    pub fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(cause.into())
    }

    /// The same for somebody else who waited for the same answer; of a fault only the words.
    pub fn again(&self) -> Self {
        match self {
            Self::Refused(refusal) => Self::Refused(refusal.clone()),
            Self::Unavailable { refusal, cause } => Self::Unavailable {
                refusal: refusal.clone(),
                cause: cause.clone(),
            },
            fault @ Self::Internal(_) => Self::internal(fault.to_string()),
        }
    }

    /// What the asker may be told.
    pub fn refusal(&self) -> Refusal {
        match self {
            Self::Refused(refusal) | Self::Unavailable { refusal, .. } => refusal.clone(),
            Self::Internal(_) => Code::Internal.into(),
        }
    }

    /// The stable code of what the asker may be told.
    pub fn code(&self) -> Code {
        self.refusal().code
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<DbErr> for Error {
    /// A database that cannot be reached may be back in a moment; any other fault is ours.
    fn from(error: DbErr) -> Self {
        match error {
            DbErr::Conn(_) | DbErr::ConnectionAcquire(_) => Self::Unavailable {
                refusal: Code::Unavailable.into(),
                cause: error.to_string(),
            },
            error => Self::Internal(Box::new(error)),
        }
    }
}

impl From<ChainError> for Error {
    fn from(error: ChainError) -> Self {
        Self::Unavailable {
            refusal: Code::NetworkUnavailable.into(),
            cause: error.to_string(),
        }
    }
}
