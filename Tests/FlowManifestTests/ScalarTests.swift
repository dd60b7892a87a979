import FlowManifest
import Testing

/// What plain scalars mean: sigs.k8s.io/yaml (goyaml.v2/resolve.go, decode_test.go), which kubectl, Helm's and Argo CD's appliers read with.
///
/// All rows were compared with what kubectl 1.32 makes of the same text (`kubectl label --local --output json`); a number keeps the
/// text that it is written with where JSON has that, too.
@Suite(.enabled(if: ManifestReader.readsYAML)) struct ScalarTests {
  @Test(
    "a plain scalar means what sigs.k8s.io/yaml takes it for",
    arguments: [
      // Booleans of YAML 1.1, in three spellings each.
      ("y", "true"), ("Y", "true"), ("yes", "true"), ("Yes", "true"), ("YES", "true"),
      ("on", "true"), ("On", "true"), ("ON", "true"), ("true", "true"), ("True", "true"),
      ("TRUE", "true"), ("n", "false"), ("N", "false"), ("no", "false"), ("No", "false"),
      ("NO", "false"), ("off", "false"), ("Off", "false"), ("OFF", "false"), ("false", "false"),
      ("False", "false"), ("FALSE", "false"), ("yEs", #""yEs""#), ("tRUE", #""tRUE""#),
      ("oN", #""oN""#), ("yes.", #""yes.""#), ("node", #""node""#),
      // Null.
      ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", #""nULL""#),
      ("", "null"), ("nil", #""nil""#),
      // Whole numbers: underscores anywhere, four bases, octal by a leading 0.
      ("80", "80"), ("+5", "5"), ("-10", "-10"), ("-0", "0"), ("00", "0"), ("1_000", "1000"),
      ("1__0", "10"), ("1_", "1"), ("_1", #""_1""#), ("017", "15"), ("0_17", "15"),
      ("0o17", "15"), ("0O17", "15"), ("-0o17", "-15"), ("0o9", #""0o9""#), ("0o", #""0o""#),
      ("0x1F", "31"), ("0X1f", "31"), ("0x_A", "10"), ("-0x10", "-16"), ("+0x1F", "31"),
      ("0x", #""0x""#), ("0b11", "3"), ("0B11", "3"), ("-0b11", "-3"), ("+0b11", "3"),
      ("0b-11", "-3"), ("0b+11", "3"), ("-0b-11", #""-0b-11""#), ("0b", #""0b""#),
      ("0b-", #""0b-""#), ("9223372036854775807", "9223372036854775807"),
      ("18446744073709551615", "18446744073709551615"),
      ("-9223372036854775808", "-9223372036854775808"),
      ("123456789012345678901234567890", "123456789012345678901234567890"),
      ("0xFFFFFFFFFFFFFFFF", "18446744073709551615"),
      ("0xFFFFFFFFFFFFFFFFFF", #""0xFFFFFFFFFFFFFFFFFF""#),
      // Octal digits that are too many, or none, are decimal numbers.
      ("08", "8"), ("09.5", "9.5"), ("0777777777777777777777777", "7.777777777777778e+23"),
      // Others.
      ("1.5", "1.5"), ("1.50", "1.50"), ("0e5", "0e5"), ("0.25", "0.25"), ("-0.0001", "-0.0001"),
      ("1e3", "1e3"),
      ("1E5", "1E5"), (".5", "0.5"),
      ("-.5", "-0.5"), ("+.5", "0.5"), ("5.", "5"), ("5.e5", "500000"), ("1_000.5", "1000.5"),
      ("1._5", "1.5"), (".5_0", "0.5"), ("._5", #""._5""#), ("1e5_0", "1e50"),
      ("0.1e-10", "0.1e-10"), ("4e-400", "4e-400"), ("1e400", #""1e400""#),
      ("1.7976931348623159e308", #""1.7976931348623159e308""#), ("12e", #""12e""#),
      (".e5", #"".e5""#), ("0x1p-2", #""0x1p-2""#), ("0x1.8p1", #""0x1.8p1""#),
      (".", #"".""#), ("+", #""+""#), ("-1-", #""-1-""#),
      // Dates stay texts, numbers to the base 60 do not exist.
      ("2015-01-01", #""2015-01-01""#), ("2015-02-24T18:19:39Z", #""2015-02-24T18:19:39Z""#),
      ("1:30", #""1:30""#), ("190:20:30.15", #""190:20:30.15""#),
      // What labels and addresses look like.
      ("10.0.0.0/8", #""10.0.0.0/8""#), ("10.0.0.1", #""10.0.0.1""#), ("1.2.3", #""1.2.3""#),
      ("v1", #""v1""#), ("9d6f", #""9d6f""#), ("1e10a", #""1e10a""#), ("<<", #""<<""#),
      ("k8s:app", #""k8s:app""#), ("fe80::1", #""fe80::1""#), ("+b_c", #""+b_c""#),
      ("50cent_of_dollar", #""50cent_of_dollar""#),
    ])
  func plain(text: String, expected: String) throws {
    #expect(try Reading.text("v: \(text)\n") == "1 {\"v\":\(expected)}")
  }

  @Test(
    "quotes and blocks are strings; a tag says what a scalar is",
    arguments: [
      ("'yes'", #""yes""#), ("\"80\"", #""80""#), ("\"\"", #""""#), ("|\n  80", #""80\u000a""#),
      (">-\n  on", #""on""#), ("! 5", #""5""#), ("!!str 5", #""5""#), ("!!str ~", #""~""#),
      ("!!str yes", #""yes""#), ("!!int \"7\"", "7"), ("!!int 0x10", "16"), ("!!float 1", "1"),
      ("!!float '1.1'", "1.1"), ("!!bool yes", "true"), ("!!null ''", "null"),
      ("!!binary aGk=", #""hi""#), ("!!binary |\n  aGkg\n  aG8=", #""hi ho""#),
      ("!!timestamp '2015-01-01'", #""2015-01-01""#), ("!foo 12", #""12""#),
      ("!!set {a: 1}", #"{"a":1}"#), ("\"\\x1b[31m\\u263a\\n\"", #""\u001b[31m☺\u000a""#),
    ])
  func tagged(text: String, expected: String) throws {
    #expect(try Reading.text("v: \(text)\n") == "1 {\"v\":\(expected)}")
  }

  @Test(
    "a tag that says what is not so, and numbers that JSON has not, are refused",
    arguments: [
      ("!!int yes", "f:1:4: v: \"yes\" is not what its tag says"),
      ("!!float yes", "f:1:4: v: \"yes\" is not what its tag says"),
      ("!!bool 1", "f:1:4: v: \"1\" is not what its tag says"),
      ("!!timestamp foo", "f:1:4: v: \"foo\" is not what its tag says"),
      ("!!binary ==", "f:1:4: v: \"==\" is not what its tag says"),
      ("!!binary aGk", "f:1:4: v: \"aGk\" is not what its tag says"),
      (".inf", "f:1:4: v: JSON has no number .inf"),
      ("-.Inf", "f:1:4: v: JSON has no number -.Inf"),
      (".NaN", "f:1:4: v: JSON has no number .NaN"),
    ])
  func refused(text: String, expected: String) {
    #expect(Reading.problem("v: \(text)\n") == expected)
  }

  @Test(
    "a key is a string: of numbers and booleans the one that sigs.k8s.io/yaml writes",
    arguments: [
      ("1", "1"), ("0x10", "16"), ("1_000", "1000"), ("1.10", "1.1"), ("1.0e0", "1"),
      ("1234567.5", "1.2345675e+06"), ("!!float 100000", "100000"), ("1e6", "1e+06"),
      ("0.0001", "0.0001"), ("0.00001", "1e-05"), ("3.14159265358979", "3.1415927"),
      ("-2.5", "-2.5"), ("0.0", "0"), ("on", "true"), ("n", "false"), (".inf", ".inf"),
      ("1e50", ".inf"),
      ("2015-01-01", "2015-01-01"), ("'1.10'", "1.10"), ("!!str on", "on"), ("a b", "a b"),
    ])
  func keys(text: String, expected: String) throws {
    #expect(try Reading.text("\(text): v\n") == "1 {\"\(expected)\":\"v\"}")
  }

  @Test(
    "a key that is no scalar, or null, is refused",
    arguments: [
      ("~: v", "f:1:1: a key is missing, or null"), ("? \n: v", "f:1:2: a key is missing, or null"),
      ("[a]: v", "f:1:1: a key is a name, not a list or a mapping"),
      ("? {a: b}\n: v", "f:1:3: a key is a name, not a list or a mapping"),
      ("a: &x [b]\n*x : v", "f:2:1: a key is a name, not a list or a mapping"),
    ])
  func refusedKeys(text: String, expected: String) {
    #expect(Reading.problem(text) == expected)
  }
}
