//! whomet
fn main() {}
