//! The command line as its users see it: transcripts of runs with what they print and how they end.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
