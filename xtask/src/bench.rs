use crate::shell::Done;
pub fn bench(_: &[String]) -> Done { Ok(()) }
