import CFuzzer
import Glibc

// The program that scripts/fuzz builds: libFuzzer with one of the targets.
//
// usage: fuzz TARGET [ARGUMENT OF libFuzzer...]       such as the folder of inputs, -max_total_time=60
//        fuzz                                         prints the names of the targets
guard CommandLine.arguments.count > 1 else {
  print(FuzzTargetName.allCases.map(\.rawValue).joined(separator: "\n"))
  exit(0)
}
guard let name = FuzzTargetName(rawValue: CommandLine.arguments[1]) else {
  FuzzedTarget.say("fuzz: there is no target \(CommandLine.arguments[1])")
  exit(2)
}
FuzzedTarget.begin(name)
let arguments =
  [CommandLine.arguments[0], "-max_len=\(name.maximumByteCount)"]
  + CommandLine.arguments.dropFirst(2)
var count = Int32(arguments.count)
// They are the program's for as long as it runs.
var pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = .allocate(
  capacity: arguments.count + 1)
for (index, argument) in arguments.enumerated() {
  pointers?[index] = strdup(argument)
}
pointers?[arguments.count] = nil
exit(
  LLVMFuzzerRunDriver(&count, &pointers) { bytes, byteCount in
    FuzzedTarget.run([UInt8](UnsafeBufferPointer(start: bytes, count: byteCount)))
    return 0
  })
