package dev.heddle.tck;

import org.junit.jupiter.api.Nested;

/** The sections on tests of programs. */
@SuppressWarnings("ClassCanBeStatic") // JUnit wants the sections to be inner classes, and each has the suite's harness
abstract class TestingSuite extends NamesSuite {

    /** For subclasses. */
    TestingSuite() {}

    @Nested
    class Recordings extends RecordingContract {}

    @Nested
    class SteppedWorlds extends SteppedWorldContract {}

    @Nested
    class FaultyNetworks extends FaultyNetworkContract {}

    @Nested
    class Partitions extends PartitionContract {}

    @Nested
    class TestReactors extends TestReactorContract {
        @Override
        protected ReactorHarness openHarness() {
            return TestingSuite.this.openHarness();
        }
    }
}
