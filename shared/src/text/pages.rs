//! Words of the pages for readers.
#[allow(unused_imports)]
use super::Lang;
