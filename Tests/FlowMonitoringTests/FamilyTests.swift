import Testing

@Suite struct FamilyTests {
}
