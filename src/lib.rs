//! whomet
